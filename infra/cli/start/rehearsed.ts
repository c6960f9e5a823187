import { environments, type HostedEnvironment, isHosted } from "@live-listen/stacks";
import type { Closers } from "../../closers.ts";
import type { PulumiCli } from "../../engine/find-cli.ts";
import { Fault } from "../../fault.ts";
import { silent } from "../../progress.ts";
import type { HostedStack } from "../../realms/realm.ts";
import { noteDueDeploy } from "../../realms/rehearsal/due-deploy.ts";
import type { Rehearsal } from "../../realms/rehearsal/open.ts";
import type { SeparationStatus } from "../../realms/rehearsal/status/model.ts";
import { changesInWords } from "../changes.ts";
import type { Checklist } from "../checklist.ts";
import { apiDeployInWords, webDeployInWords } from "../deploy-in-words.ts";
import { planCount } from "../plan-in-words.ts";
import { doorsInWords } from "../separation.ts";
import { passedSmoke } from "../smoke.ts";
import { note } from "../verb.ts";
import { sideBySide } from "./side-by-side.ts";
import type { EnvironmentSummary } from "./summary.ts";

/** The hosted environments, running in the rehearsal. */
export interface StartedRehearsal {
  readonly summaries: readonly EnvironmentSummary[];
  readonly separation: SeparationStatus;
}

/** One of them on its way. */
interface Environment {
  readonly name: string;
  readonly row: HostedEnvironment;
  readonly opened: HostedStack;
}

/**
 * Begins to open the rehearsal for as long as a person wants it: it needs nothing of the local environment, and what ran in it last starts
 * meanwhile.
 *
 * @param closers are given what is to be stopped at the end, also of a rehearsal that is still being opened then.
 * @returns waits for it as a step of a checklist.
 */
export function beginRehearsal(cli: PulumiCli, closers: Closers): (checklist: Checklist) => Promise<Rehearsal> {
  const opening = open(cli);
  // Whoever waits for it is told; before that, its failure is nobody's.
  opening.catch(() => {});
  closers.add(async () => {
    const rehearsal = await opening.catch(() => undefined);
    await rehearsal?.close();
  });
  return (checklist) =>
    checklist.step(
      "Rehearsal",
      () => opening,
      ({ description }) => description,
    );
}

async function open(cli: PulumiCli): Promise<Rehearsal> {
  const { openRehearsal } = await import("../../realms/rehearsal/open.ts");
  return openRehearsal({ cli, progress: silent, term: "lasting" });
}

/** Brings staging and production up in the rehearsal, deploys what is checked out onto both, smoke-tests them under their own names, and proves them apart. */
export async function startRehearsed(
  rehearsal: Rehearsal,
  checklist: Checklist,
  signal: AbortSignal,
): Promise<StartedRehearsal> {
  const bundle = await checklist.step(
    "Release",
    async (progress) => {
      await rehearsal.ensureImage(progress);
      return rehearsal.ensureBundle();
    },
    () => rehearsal.release.slice(0, 12),
  );
  const rows = environments.filter(isHosted);
  const all = await sideBySide(
    checklist,
    "Stacks",
    rows,
    async (row, progress): Promise<Environment> => {
      return { name: row.name, row, opened: await rehearsal.openStack(row, { progress, signal }) };
    },
    () => rows.map(({ name }) => name).join(", "),
  );
  await bringUp(all, rehearsal, checklist, signal);
  const summaries = await release(all, bundle, rehearsal, checklist, signal);
  await rehearsal.removeFormerReleases();
  const separation = await separate(all, rehearsal, checklist, signal);
  return { summaries, separation };
}

async function bringUp(
  all: readonly Environment[],
  { paths }: Rehearsal,
  checklist: Checklist,
  signal: AbortSignal,
): Promise<void> {
  const { assertPlan, changesService, hasWork, planSettledStack } = await import("../../realms/up.ts");
  const planned = await sideBySide(
    checklist,
    "Plans",
    all,
    async (one, progress) => {
      const plan = await planSettledStack(one.opened, { progress, signal, warn: note });
      await assertPlan(one.row, one.opened, plan, []);
      return { ...one, plan };
    },
    ({ plan }) => planCount(plan.steps),
  );
  // An update that would change nothing takes seconds, and is what a second start mostly finds.
  const due = planned.filter(({ plan }) => hasWork(plan));
  if (due.length === 0) return;
  for (const { row, plan } of due) if (changesService(plan)) await noteDueDeploy(paths.stack(row.name));
  await sideBySide(
    checklist,
    "Bringing up",
    due,
    ({ opened }, progress) => opened.stack.up({ progress, signal }),
    changesInWords,
  );
}

/** Proves that the environments are apart. @throws Fault telling where they are not. */
async function separate(
  all: readonly Environment[],
  { network }: Rehearsal,
  checklist: Checklist,
  signal: AbortSignal,
): Promise<SeparationStatus> {
  const { separationStatus } = await import("../../realms/rehearsal/status/collect/separation.ts");
  const { readComparedStack, tryDoorsBetween } = await import("../../realms/separation.ts");
  const [one, other] = all;
  if (!one || !other) throw new Fault("The matrix has no two hosted environments to compare.");
  return checklist.step(
    "Separation",
    async (progress) => {
      const [stack, otherStack] = await Promise.all([readComparedStack(one), readComparedStack(other)]);
      const doors = await tryDoorsBetween([one, other], network, { progress, signal });
      const status = separationStatus(stack, otherStack, doors);
      const faults = [
        ...status.shared,
        ...doors.filter(({ outcome }) => outcome !== "refused").map(({ detail }) => detail),
      ];
      if (faults.length === 0) return status;
      throw new Fault(
        `The environments are not proven apart (${faults.join("; ")}): run \`npm run separation -- --rehearsal\`.`,
      );
    },
    ({ compared, doors }) => `nothing of ${compared} is shared, ${doorsInWords(doors)}`,
  );
}

async function release(
  all: readonly Environment[],
  bundle: string,
  rehearsal: Rehearsal,
  checklist: Checklist,
  signal: AbortSignal,
): Promise<readonly EnvironmentSummary[]> {
  const { deployTargets } = await import("../../realms/deploy-targets.ts");
  const { deployRehearsedApi, deployRehearsedWeb } = await import("../../realms/rehearsal/deploy.ts");
  const { askApiVersion } = await import("../../releases/smoke/api-version.ts");
  const { network } = rehearsal;
  const deployed = await sideBySide(
    checklist,
    "APIs",
    all,
    async ({ name, row, opened }, progress) => {
      const targets = await deployTargets(row, opened, signal);
      const api = await deployRehearsedApi(rehearsal, row, targets, { anew: false }, { progress, signal });
      return { name, targets, api };
    },
    ({ api }) => apiDeployInWords(api),
  );
  await sideBySide(
    checklist,
    "Pages",
    deployed,
    ({ targets }, progress) => deployRehearsedWeb(targets, bundle, { progress, signal }),
    webDeployInWords,
  );
  await sideBySide(
    checklist,
    "Smoke tests",
    all,
    ({ row }) => passedSmoke(row, network),
    ({ checks }) => `${checks.length} passed`,
  );
  return Promise.all(
    all.map(async ({ row }) => {
      const { version, commit } = await askApiVersion(row.apiUrl, signal, network);
      return {
        environment: row.name,
        webUrl: row.webUrl,
        apiUrl: row.apiUrl,
        wsUrl: row.wsUrl,
        database: row.database.name,
        release: `${version} (${commit.slice(0, 12)})`,
      };
    }),
  );
}
