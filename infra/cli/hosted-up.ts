import type { HostedEnvironment } from "@live-listen/stacks";
import type { Changes, Preview } from "../engine/stack.ts";
import { Fault } from "../fault.ts";
import type { HostedStack } from "../realms/realm.ts";
import { changesInWords } from "./changes.ts";
import type { Checklist } from "./checklist.ts";
import { planCount, planInWords } from "./plan-in-words.ts";
import { note } from "./verb.ts";

/** Plans an update of a hosted environment as a step of a checklist, and tells the plan a line a resource. */
export async function planHosted(
  row: HostedEnvironment,
  opened: HostedStack,
  { mayChange }: { readonly mayChange: boolean },
  checklist: Checklist,
  signal: AbortSignal,
): Promise<Preview> {
  const { planHostedStack } = await import("../realms/up.ts");
  const plan = await checklist.step(
    `Plan of ${row.name}`,
    (progress) => planHostedStack(opened, { mayChange }, { progress, signal, warn: note }),
    ({ steps }) => planCount(steps),
  );
  for (const line of planInWords(plan.steps)) note(`  ${line}`);
  return plan;
}

/**
 * Plans an update, makes sure that nobody minds it, and carries it out.
 *
 * @param allowed names given by `--yes-replace`.
 * @param beforeServiceChanges is called when the update is going to change what instances see only with the next deploy.
 */
export async function planAndUpHosted(
  row: HostedEnvironment,
  opened: HostedStack,
  allowed: readonly string[],
  checklist: Checklist,
  signal: AbortSignal,
  beforeServiceChanges: () => Promise<void> = async () => {},
): Promise<Changes> {
  const { assertPlan, changesService } = await import("../realms/up.ts");
  const plan = await planHosted(row, opened, { mayChange: true }, checklist, signal);
  await assertPlan(row, opened, plan, allowed);
  if (changesService(plan)) await beforeServiceChanges();
  return checklist.step(`Bringing up ${row.name}`, (progress) => opened.stack.up({ progress, signal }), changesInWords);
}

/**
 * Waits for a deploy of an environment's API that is under way, if one is.
 *
 * @throws Fault when it doesn't come to serve.
 */
export async function deploySettled(
  row: HostedEnvironment,
  opened: HostedStack,
  checklist: Checklist,
  signal: AbortSignal,
): Promise<void> {
  const { deployTargets } = await import("../realms/deploy-targets.ts");
  const { hasEnded, statusInWords } = await import("../platforms/render/deploy.ts");
  const { deployEnded, readDeploys } = await import("../platforms/render/deploys.ts");
  const { POLL_MILLISECONDS: pollMilliseconds } = await import("../realms/rehearsal/deploy.ts");
  const { render, service } = await deployTargets(row, opened, signal);
  const [newest] = await readDeploys(render, service, 1);
  if (!newest || hasEnded(newest)) return;
  await checklist.step(
    `Deploy of ${row.name}`,
    async (progress) => {
      const deploy = await deployEnded(render, service, newest.id, { progress, signal, pollMilliseconds });
      if (deploy.status === "live" || deploy.status === "deactivated") return deploy;
      throw new Fault(
        `${row.name} was brought up, but the deploy ${deploy.id} ${statusInWords(deploy)}: mend that, then \`npm start\` deploys it again.`,
      );
    },
    (deploy) => `${deploy.id} ${statusInWords(deploy)}`,
  );
}
