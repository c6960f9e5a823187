import { type Environment, type HostedEnvironment, isHosted } from "@live-listen/stacks";
import type { PlanStep } from "../engine/plan.ts";
import { changesInWords } from "./changes.ts";
import { Checklist } from "./checklist.ts";
import { environmentArgument, refuseForLocal } from "./environment-argument.ts";
import { withLocalEngine } from "./local-engine.ts";
import { planInWords } from "./plan-in-words.ts";
import { REHEARSAL_HELP, withRealm } from "./realm.ts";
import { type AddVerb, note, print } from "./verb.ts";

interface UpFlags {
  readonly preview?: boolean;
  readonly rehearsal?: boolean;
  readonly yesReplace?: readonly string[];
  readonly json?: boolean;
}

export const addUp: AddVerb = (cli, { signal }) => {
  cli
    .command("up")
    .description("bring up the stack of an environment")
    .argument("<environment>", "local, staging or production")
    .option("--preview", "show what would change, and change nothing")
    .option("--rehearsal", REHEARSAL_HELP)
    .option(
      "--yes-replace <name...>",
      "let these be deleted or replaced; production: bring it up from a dirty checkout",
    )
    .option("--json", "end with one JSON line")
    .action(async (name: string, flags: UpFlags) => {
      const environment = environmentArgument(name);
      if (isHosted(environment)) return upHosted(environment, flags, signal);
      refuseForLocal(environment, "up", flags, ["rehearsal", "yesReplace"]);
      return upLocal(environment, flags, signal);
    });
};

async function upLocal(environment: Environment, { preview, json }: UpFlags, signal: AbortSignal): Promise<void> {
  const checklist = new Checklist(signal);
  await withLocalEngine(checklist, async ({ paths, pulumi, backing }) => {
    const changes = await checklist.step(
      preview ? `Preview of ${environment.name}` : `Stack ${environment.name}`,
      async (progress) => {
        if (preview) {
          const { openLocalStack } = await import("../local/stack.ts");
          return (await (await openLocalStack(paths, pulumi, backing)).preview({ progress, signal })).changes;
        }
        const { upLocalStack } = await import("../local/up.ts");
        const { changes, notes } = await upLocalStack(paths, pulumi, backing, { progress, signal });
        for (const sentence of notes) note(sentence);
        return changes;
      },
      changesInWords,
    );
    if (json) print(JSON.stringify({ environment: environment.name, preview: preview ?? false, changes }));
  });
}

/** A step without what the program gives the resource, which is no business of a log's. */
function told({ operation, type, name, properties }: PlanStep) {
  return { operation, type, name, properties };
}

async function upHosted(row: HostedEnvironment, flags: UpFlags, signal: AbortSignal): Promise<void> {
  const { preview = false, yesReplace: allowed = [], json } = flags;
  const checklist = new Checklist(signal);
  await withRealm(checklist, flags, async (realm) => {
    const { assertPlan, planHostedStack, unprotectAllowed } = await import("../realms/up.ts");
    const { isDirty } = await import("../realms/checkout.ts");
    const { ROOT } = await import("../local/paths.ts");
    const stack = await checklist.step(
      `Stack ${row.name}`,
      (progress) => realm.openStack(row, { progress, signal }),
      () => realm.name,
    );
    if (!preview) await unprotectAllowed(stack, allowed, { signal });
    const plan = await checklist.step(
      `Plan of ${row.name}`,
      (progress) => planHostedStack(stack, { mayChange: !preview }, { progress, signal, warn: note }),
      ({ changes }) => changesInWords(changes),
    );
    for (const line of planInWords(plan.steps)) note(`  ${line}`);
    if (preview) {
      if (json)
        print(JSON.stringify({ environment: row.name, realm: realm.name, preview, plan: plan.steps.map(told) }));
      return;
    }
    await assertPlan(row, stack, plan, { allowed, dirty: await isDirty(ROOT) });
    const changes = await checklist.step(
      `Bringing up ${row.name}`,
      (progress) => stack.stack.up({ progress, signal }),
      changesInWords,
    );
    if (json) print(JSON.stringify({ environment: row.name, realm: realm.name, preview, changes }));
  });
}
