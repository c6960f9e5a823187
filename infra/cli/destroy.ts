import { type HostedEnvironment, isHosted } from "@live-listen/stacks";
import { changesInWords } from "./changes.ts";
import { Checklist } from "./checklist.ts";
import { environmentArgument, refuseForLocal } from "./environment-argument.ts";
import { withLocalEngine } from "./local-engine.ts";
import { REHEARSAL_HELP, verbCommand, withRealm } from "./realm.ts";
import { type AddVerb, inTurn, note, print } from "./verb.ts";

interface DestroyFlags {
  readonly rehearsal?: boolean;
  readonly yesReplace?: readonly string[];
  readonly json?: boolean;
}

export const addDestroy: AddVerb = (cli, { signal }) => {
  cli
    .command("destroy")
    .description("delete what the stack of an environment made; locally its database as well, elsewhere all but that")
    .argument("<environment>", "local, staging or production")
    .option("--rehearsal", REHEARSAL_HELP)
    .option(
      "--yes-replace <name>",
      "delete this as well, which is protected, with everything in it; once for each",
      inTurn,
    )
    .option("--json", "end with one JSON line")
    .action(async (name: string, flags: DestroyFlags) => {
      const environment = environmentArgument(name);
      if (isHosted(environment)) return destroyHosted(environment, flags, signal);
      refuseForLocal(environment, "destroy", flags, ["rehearsal", "yesReplace"]);
      return destroyLocal(environment.name, flags, signal);
    });
};

async function destroyLocal(name: string, { json }: DestroyFlags, signal: AbortSignal): Promise<void> {
  const checklist = new Checklist(signal);
  await withLocalEngine(checklist, async ({ paths, pulumi, backing }) => {
    const changes = await checklist.step(
      `Destroying ${name}`,
      async (progress) => {
        const { destroyLocalStack } = await import("../local/destroy.ts");
        return destroyLocalStack(paths, pulumi, backing, { progress, signal });
      },
      changesInWords,
    );
    if (json) print(JSON.stringify({ environment: name, changes }));
  });
}

async function destroyHosted(row: HostedEnvironment, flags: DestroyFlags, signal: AbortSignal): Promise<void> {
  const { yesReplace: allowed = [], json } = flags;
  const checklist = new Checklist(signal);
  await withRealm(checklist, flags, async (realm) => {
    const { destroyHostedStack } = await import("../realms/destroy.ts");
    const { changes, kept } = await checklist.step(
      `Destroying ${row.name}`,
      async (progress) =>
        destroyHostedStack(row, await realm.openStack(row, { progress, signal }), allowed, { progress, signal }),
      ({ changes }) => changesInWords(changes),
    );
    if (kept.length > 0) {
      note(
        `Kept, since it is protected: ${kept.join(", ")}; \`${verbCommand("destroy", row, flags)} ${kept.map((name) => `--yes-replace ${name}`).join(" ")}\` deletes it with everything in it.`,
      );
    }
    if (json) print(JSON.stringify({ environment: row.name, realm: realm.name, changes, kept }));
  });
}
