import { environments, isHosted } from "@live-listen/stacks";
import { Fault } from "../fault.ts";
import type { ComparedStack } from "../releases/separation/compare.ts";
import { Checklist } from "./checklist.ts";
import { REHEARSAL_HELP, type RealmFlags, verbCommand, withRealm } from "./realm.ts";
import { type AddVerb, print } from "./verb.ts";

interface SeparationFlags extends RealmFlags {
  readonly json?: boolean;
}

export const addSeparation: AddVerb = (cli, { signal }) => {
  cli
    .command("separation")
    .description("prove that staging and production share no secret, host, id, domain or role")
    .option("--rehearsal", REHEARSAL_HELP)
    .option("--json", "as one JSON line")
    .action(async (flags: SeparationFlags) => {
      const { findSharedFingerprints, sharedInWords } = await import("../releases/separation/compare.ts");
      const [one, other] = await readStacks(flags, signal);
      if (one.fingerprintKeyId !== other.fingerprintKeyId) {
        throw new Fault(
          `The fingerprints of ${one.name} and ${other.name} are made with different keys, so that they can't be compared: give both stacks one with \`pulumi config set --secret live-listen:fingerprintKey\`, and bring both up.`,
        );
      }
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

async function readStacks(flags: RealmFlags, signal: AbortSignal): Promise<readonly [ComparedStack, ComparedStack]> {
  const checklist = new Checklist(signal);
  const [staging, production] = environments.filter(isHosted);
  if (!staging || !production) throw new Fault("The matrix has no two hosted environments to compare.");
  return withRealm(checklist, flags, (realm) =>
    checklist.step(
      "Outputs",
      async (progress) => {
        const { comparedOutputsSchema } = await import("../releases/separation/compare.ts");
        const read = async (row: typeof staging): Promise<ComparedStack> => {
          const { stack } = await realm.openStack(row, { progress, signal });
          const values = Object.entries(await stack.outputs()).map(([name, { value }]) => [name, value]);
          const outputs = comparedOutputsSchema.safeParse(Object.fromEntries(values));
          if (outputs.success) return { name: row.name, ...outputs.data };
          throw new Fault(`${row.name} was not brought up: run \`${verbCommand("up", row, flags)}\`.`);
        };
        return [await read(staging), await read(production)] as const;
      },
      () => `${staging.name}, ${production.name}`,
    ),
  );
}
