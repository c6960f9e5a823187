import { Closers } from "../closers.ts";
import { Fault, messageOf, UsageFault } from "../fault.ts";
import type { ServiceProcess } from "../local/service-process.ts";
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
      try {
        const { services, ...summary } = await start(only === undefined, signal, closers);
        if (!flags.json || !flags.once) tell(summary);
        if (!flags.once) await untilInterrupted(services, signal);
        await closers.close();
        if (flags.json) print(JSON.stringify({ ...summary, healthy: true }));
      } catch (error) {
        await closers.close();
        if (flags.json) print(JSON.stringify({ healthy: false, error: messageOf(error) }));
        throw error;
      }
    });
};

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

async function start(all: boolean, signal: AbortSignal, closers: Closers): Promise<Started> {
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
  const { startRehearsed } = await import("./start/rehearsed.ts");
  const { rehearsal, summaries, separation } = await startRehearsed(checklist, closers, signal);
  const { openRehearsalStatus } = await import("../realms/rehearsal/status-page.ts");
  const { localDatabase } = await import("../realms/rehearsal/status/collect/local-database.ts");
  const page = await openRehearsalStatus(rehearsal, {
    localDatabase: () => localDatabase(databaseUrl),
    separation: async () => separation,
  });
  closers.add(() => page.stop());
  return {
    environments: [summary, ...summaries],
    statusUrl: page.url,
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
