import type { HostedEnvironment } from "@live-listen/stacks";
import type { Changes, Preview } from "../engine/stack.ts";
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
 */
export async function planAndUpHosted(
  row: HostedEnvironment,
  opened: HostedStack,
  allowed: readonly string[],
  checklist: Checklist,
  signal: AbortSignal,
): Promise<Changes> {
  const { assertPlan } = await import("../realms/up.ts");
  const plan = await planHosted(row, opened, { mayChange: true }, checklist, signal);
  await assertPlan(row, opened, plan, allowed);
  return checklist.step(`Bringing up ${row.name}`, (progress) => opened.stack.up({ progress, signal }), changesInWords);
}
