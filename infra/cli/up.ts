import { type Environment, type HostedEnvironment, isHosted } from "@live-listen/stacks";
import type { HostedStack } from "../realms/realm.ts";
import { changesInWords } from "./changes.ts";
import { Checklist } from "./checklist.ts";
import { environmentArgument, refuseForLocal } from "./environment-argument.ts";
import { deploySettled, planAndUpHosted, planHosted } from "./hosted-up.ts";
import { withLocalEngine } from "./local-engine.ts";
import { REHEARSAL_HELP, withRealm } from "./realm.ts";
import { type AddVerb, inTurn, note, print } from "./verb.ts";

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
      "--yes-replace <name>",
      "let this be deleted or replaced, once for each; production: bring it up from a dirty checkout",
      inTurn,
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

async function upHosted(row: HostedEnvironment, flags: UpFlags, signal: AbortSignal): Promise<void> {
  const { preview = false, yesReplace: allowed = [], json } = flags;
  const checklist = new Checklist(signal);
  if (!preview) {
    const { assertCommitted } = await import("../realms/checkout.ts");
    const { ROOT } = await import("../local/paths.ts");
    await assertCommitted(ROOT, row, allowed);
  }
  await withRealm(checklist, flags, async (realm) => {
    const { assertKnownNames, withoutProtection } = await import("../realms/consent.ts");
    const opened = await checklist.step(
      `Stack ${row.name}`,
      (progress) => realm.openStack(row, { progress, signal }),
      () => realm.name,
    );
    const { stack } = opened;
    if (allowed.length > 0) assertKnownNames(row.name, await stack.resources({ signal }), allowed);
    if (preview && allowed.length > 0) note("A preview leaves the protection of what --yes-replace names as it is.");
    const told = preview
      ? await previewHosted(row, opened, checklist, signal)
      : await withoutProtection(stack, allowed, { signal }, async () => ({
          changes: await planAndUpHosted(row, opened, allowed, checklist, signal, () =>
            flags.rehearsal ? noteDueDeployOf(row) : Promise.resolve(),
          ),
        }));
    // Making the service starts its first deploy, which would end with this process, as the stand-ins do.
    if (flags.rehearsal && !preview) await deploySettled(row, opened, checklist, signal);
    if (json) print(JSON.stringify({ environment: row.name, realm: realm.name, preview, ...told }));
  });
}

/** On the platforms a release looks after that; in the rehearsal, the next `npm start` deploys. */
async function noteDueDeployOf({ name }: HostedEnvironment): Promise<void> {
  const { noteDueDeploy } = await import("../realms/rehearsal/due-deploy.ts");
  const { rehearsalPaths } = await import("../realms/rehearsal/paths.ts");
  await noteDueDeploy(rehearsalPaths().stack(name));
}

async function previewHosted(row: HostedEnvironment, opened: HostedStack, checklist: Checklist, signal: AbortSignal) {
  const { steps } = await planHosted(row, opened, { mayChange: false }, checklist, signal);
  // What the program gives a resource is no business of a log's.
  return { plan: steps.map(({ inputs: _, ...step }) => step) };
}
