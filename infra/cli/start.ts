import { Closers } from "../closers.ts";
import { Fault, messageOf, UsageFault } from "../fault.ts";
import type { ServiceProcess } from "../local/service-process.ts";
import type { SeparationStatus } from "../realms/rehearsal/status/model.ts";
import { Checklist } from "./checklist.ts";
import { interrupted } from "./interrupted.ts";
import { type EnvironmentSummary, summaryTable } from "./start/summary.ts";
import { type AddVerb, note, print } from "./verb.ts";

interface StartFlags {
  readonly once?: boolean;
  readonly json?: boolean;
}

export const addStart: AddVerb = (cli, { signal }) => {
  cli
    .command("start")
    .description(
      "bring all three environments up on this machine, smoke-test them, and leave them running until Ctrl-C",
    )
    .argument("[environment]", "local, for that one alone")
    .option("--once", "stop them again after the smoke tests")
    .option("--json", "end with one JSON line")
    .action(async (only: string | undefined, flags: StartFlags) => {
      if (only !== undefined && only !== "local") {
        throw new UsageFault(
          `${only} is not started alone: run \`npm start\` for all three, or \`npm start -- local\`.`,
        );
      }
      const closers = new Closers();
      const page: StatusPage = {};
      try {
        const { services, ...summary } = await start(only === undefined, signal, closers, page);
        if (!flags.json || !flags.once) tell(summary);
        if (!flags.once) await untilInterrupted(services, signal);
        await closers.close();
        if (flags.json) print(JSON.stringify({ ...summary, healthy: true }));
      } catch (error) {
        // Where there is a page that tells more, and a person who may look at it, what has come up isn't taken away.
        if (!flags.once && page.url !== undefined && !signal.aborted) await stayUp(error, page.url, signal);
        await closers.close();
        if (flags.json) print(JSON.stringify({ healthy: false, error: messageOf(error) }));
        throw error;
      }
    });
};

/** The page that shows all of it, once it is served. */
interface StatusPage {
  url?: string;
}

async function stayUp(error: unknown, url: string, signal: AbortSignal): Promise<void> {
  note(`\n${messageOf(error)}\n`);
  note(`What has come up stays up until you press Ctrl-C, so that you can look: ${url}`);
  await interrupted(signal);
  note("Stopping.");
}

/** What runs, and how much of this machine's memory it takes. */
interface Started {
  readonly environments: readonly EnvironmentSummary[];
  /** Of the page that shows all of it. */
  readonly statusUrl?: string;
  readonly memoryMebibytes?: number;
  readonly services: readonly ServiceProcess[];
}

function tell({ environments, statusUrl, memoryMebibytes }: Omit<Started, "services">): void {
  note(`\n${summaryTable(environments)}\n`);
  if (statusUrl === undefined) return;
  note(`Look at it all:   ${statusUrl} (${memoryMebibytes} MiB of memory)`);
  note("Open one of them: npm run open -- staging, npm run open -- production");
}

async function start(all: boolean, signal: AbortSignal, closers: Closers, page: StatusPage): Promise<Started> {
  const { localPaths } = await import("../local/paths.ts");
  const { takeStartLock } = await import("../local/start-lock.ts");
  if (all) {
    const { assertNoRealCredentials } = await import("../realms/rehearsal/real-credentials.ts");
    assertNoRealCredentials();
  }
  const lock = await takeStartLock(localPaths());
  closers.add(() => lock.release());
  const checklist = new Checklist(signal);
  const { startLocal } = await import("./start/local.ts");
  const { summary, services, databaseUrl } = await startLocal(checklist, closers, signal);
  if (!all) return { environments: [summary], services };
  const { openStartedRehearsal, startRehearsed } = await import("./start/rehearsed.ts");
  const { openRehearsalStatus } = await import("../realms/rehearsal/status-page.ts");
  const { localDatabase } = await import("../realms/rehearsal/status/collect/local-database.ts");
  const rehearsal = await openStartedRehearsal(checklist, closers);
  let separation: SeparationStatus | undefined;
  const served = await openRehearsalStatus(rehearsal, {
    localDatabase: () => localDatabase(databaseUrl),
    separation: async () => separation,
  });
  closers.add(() => served.stop());
  page.url = served.url;
  const started = await startRehearsed(rehearsal, checklist, signal);
  separation = started.separation;
  return {
    environments: [summary, ...started.summaries],
    statusUrl: served.url,
    memoryMebibytes: await rehearsal.memoryMebibytes(),
    services,
  };
}

async function untilInterrupted(services: readonly ServiceProcess[], signal: AbortSignal): Promise<void> {
  note("It runs until you press Ctrl-C.");
  const ended = await Promise.race([
    interrupted(signal).then(() => undefined),
    ...services.map((service) => service.ended),
  ]);
  if (ended !== undefined && !signal.aborted) throw new Fault(ended);
  note("Stopping.");
}
