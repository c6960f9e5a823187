import { environments, type HostedEnvironment, isHosted } from "@live-listen/stacks";
import { Fault, UsageFault } from "../fault.ts";
import type { ComparedStack } from "../releases/separation/compare.ts";
import { Checklist } from "./checklist.ts";
import { REHEARSAL_HELP, type RealmFlags, verbCommand, withRealm } from "./realm.ts";
import { type AddVerb, print } from "./verb.ts";

const HELP = `
Both stacks are read in the state that pulumi is logged in to. Where they have a backend or a secrets' key each, and nobody has both, compare
what each of them tells; no secret is in it:

  pulumi stack output --json -s staging > staging.json
  pulumi stack output --json -s production > production.json
  npm run separation -- --outputs staging=staging.json production=production.json`;

interface SeparationFlags extends RealmFlags {
  readonly outputs?: readonly string[];
  readonly json?: boolean;
}

export const addSeparation: AddVerb = (cli, { signal }) => {
  cli
    .command("separation")
    .description("prove that staging and production share no secret, host, id, domain or role")
    .option("--rehearsal", REHEARSAL_HELP)
    .option("--outputs <environment=file...>", "compare outputs that were written to files, one for each environment")
    .option("--json", "as one JSON line")
    .addHelpText("after", HELP)
    .action(async (flags: SeparationFlags) => {
      const { assertComparable, findSharedFingerprints, sharedInWords } = await import(
        "../releases/separation/compare.ts"
      );
      const [one, other] = await comparedStacks(flags, signal);
      assertComparable(one, other);
      const shared = findSharedFingerprints(one, other);
      const compared = Object.keys(one.fingerprints).length;
      if (flags.json) print(JSON.stringify({ apart: shared.length === 0, compared, shared }));
      else if (shared.length === 0) print(`${one.name} and ${other.name} share none of ${compared} things.`);
      if (shared.length > 0) {
        throw new Fault(
          `The environments are not apart: ${shared.map(sharedInWords).join("; ")}: give one of them a value of its own, and bring it up.`,
        );
      }
    });
};

type Pair<Thing> = readonly [Thing, Thing];

async function comparedStacks(flags: SeparationFlags, signal: AbortSignal): Promise<Pair<ComparedStack>> {
  const [staging, production] = environments.filter(isHosted);
  if (!staging || !production) throw new Fault("The matrix has no two hosted environments to compare.");
  if (!flags.outputs) return openStacks([staging, production], flags, signal);
  if (flags.rehearsal) {
    throw new UsageFault("--outputs names the files that are compared, and the rehearsal's stacks are read: give one.");
  }
  const { parseOutputsFile, readOutputsFiles } = await import("../releases/separation/outputs-file.ts");
  return readOutputsFiles([staging.name, production.name], flags.outputs.map(parseOutputsFile));
}

async function openStacks(
  [one, other]: Pair<HostedEnvironment>,
  flags: RealmFlags,
  signal: AbortSignal,
): Promise<Pair<ComparedStack>> {
  const { comparedStack } = await import("../releases/separation/compare.ts");
  const checklist = new Checklist(signal);
  return withRealm(checklist, flags, (realm) =>
    checklist.step(
      "Outputs",
      async (progress) => {
        const read = async (row: HostedEnvironment): Promise<ComparedStack> => {
          const { stack } = await realm.openStack(row, { progress, signal });
          const values = Object.entries(await stack.outputs()).map(([name, { value }]) => [name, value]);
          const found = comparedStack(Object.fromEntries(values));
          if (found) return found;
          throw new Fault(`${row.name} was not brought up: run \`${verbCommand("up", row, flags)}\`.`);
        };
        return [await read(one), await read(other)] as const;
      },
      () => `${one.name}, ${other.name}`,
    ),
  );
}
