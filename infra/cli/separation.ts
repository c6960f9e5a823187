import { environments, type HostedEnvironment, isHosted } from "@live-listen/stacks";
import { Fault, UsageFault } from "../fault.ts";
import type { ComparedStack } from "../releases/separation/compare.ts";
import type { TriedDoor } from "../releases/separation/doors.ts";
import { Checklist } from "./checklist.ts";
import { REHEARSAL_HELP, type RealmFlags, withRealm } from "./realm.ts";
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
    .description("prove that staging and production share no secret, host, id, domain or role, and refuse each other's")
    .option("--rehearsal", REHEARSAL_HELP)
    .option("--outputs <environment=file...>", "compare outputs that were written to files, one for each environment")
    .option("--json", "as one JSON line")
    .addHelpText("after", HELP)
    .action(async (flags: SeparationFlags) => {
      const { assertComparable, findSharedFingerprints, sharedInWords } = await import(
        "../releases/separation/compare.ts"
      );
      const { stacks, doors } = await comparedStacks(flags, signal);
      const [one, other] = stacks;
      assertComparable(one, other);
      const shared = findSharedFingerprints(one, other);
      const compared = Object.keys(one.fingerprints).length;
      const open = doors.filter(({ outcome }) => outcome !== "refused");
      if (flags.json) print(JSON.stringify({ apart: shared.length + open.length === 0, compared, shared, doors }));
      else tell(stacks, compared, shared.length, doors);
      const faults = [
        ...shared.map((one) => `${sharedInWords(one)}: give one of them a value of its own, and bring it up`),
        ...open.map(({ name, outcome, detail }) => `${name}: ${outcome}, ${detail.replace(/\.$/, "")}`),
      ];
      if (faults.length > 0) throw new Fault(`The environments are not proven apart: ${faults.join("; ")}.`);
    });
};

function tell([one, other]: Pair<ComparedStack>, compared: number, shared: number, doors: readonly TriedDoor[]): void {
  if (shared === 0) print(`✔ ${one.name} and ${other.name} share none of ${compared} things.`);
  for (const { name, outcome, detail } of doors) print(`${outcome === "refused" ? "✔" : "✖"} ${name}: ${detail}`);
}

/** What is compared, and the doors that were tried: none where there are but outputs. */
interface Compared {
  readonly stacks: Pair<ComparedStack>;
  readonly doors: readonly TriedDoor[];
}

type Pair<Thing> = readonly [Thing, Thing];

async function comparedStacks(flags: SeparationFlags, signal: AbortSignal): Promise<Compared> {
  const [staging, production] = environments.filter(isHosted);
  if (!staging || !production) throw new Fault("The matrix has no two hosted environments to compare.");
  if (!flags.outputs) return openStacks([staging, production], flags, signal);
  if (flags.rehearsal) {
    throw new UsageFault("--outputs names the files that are compared, and the rehearsal's stacks are read: give one.");
  }
  const { parseOutputsFile, readOutputsFiles } = await import("../releases/separation/outputs-file.ts");
  const stacks = await readOutputsFiles([staging.name, production.name], flags.outputs.map(parseOutputsFile));
  return { stacks, doors: [] };
}

async function openStacks(rows: Pair<HostedEnvironment>, flags: RealmFlags, signal: AbortSignal): Promise<Compared> {
  const { readComparedStack, tryDoorsBetween } = await import("../realms/separation.ts");
  const checklist = new Checklist(signal);
  return withRealm(checklist, flags, async (realm) => {
    const read = async (row: HostedEnvironment) => {
      const opened = await realm.openStack(row, { signal });
      return { row, opened, compared: await readComparedStack({ row, opened }) };
    };
    const [one, other] = await checklist.step(
      "Outputs",
      async () => [await read(rows[0]), await read(rows[1])] as const,
      () => rows.map(({ name }) => name).join(", "),
    );
    const doors = await checklist.step(
      "Doors",
      (progress) => tryDoorsBetween([one, other], realm.network, { progress, signal }),
      doorsInWords,
    );
    return { stacks: [one.compared, other.compared] as const, doors };
  });
}

/** Says of doors that were tried how many are closed. */
export function doorsInWords(doors: readonly TriedDoor[]): string {
  return `${doors.filter(({ outcome }) => outcome === "refused").length} of ${doors.length} are closed`;
}
