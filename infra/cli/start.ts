import { Closers } from "../closers.ts";
import { Fault, messageOf, UsageFault } from "../fault.ts";
import type { ServiceProcess } from "../local/service-process.ts";
import type { SeparationStatus } from "../realms/rehearsal/status/model.ts";
import { Checklist } from "./checklist.ts";
import { localArgument } from "./environment-argument.ts";
import { interrupted } from "./interrupted.ts";
import { pulumiCli } from "./pulumi-cli.ts";
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
      const opened = new Opened();
      try {
        const { services, ...summary } = await start(only === undefined, signal, opened);
        if (!flags.json || !flags.once) tell(summary);
        if (!flags.once) await untilInterrupted(services, signal);
        await opened.close();
        if (flags.json) print(JSON.stringify({ ...summary, healthy: true }));
      } catch (error) {
        // Where there is a page that tells more, and a person who may look at it, what has come up isn't taken away.
        const { statusUrl } = opened;
        if (!flags.once && statusUrl !== undefined && !signal.aborted) await stayUp(error, statusUrl, signal);
        await opened.close();
        if (flags.json) print(JSON.stringify({ healthy: false, error: messageOf(error) }));
        throw error;
      }
    });
};

/** What was opened. The local environment and the rehearsal need nothing of each other, and are closed side by side. */
class Opened {
  readonly local = new Closers();
  readonly rehearsal = new Closers();
  /** Of the clone, so that nobody starts it again before everything is closed. */
  readonly lock = new Closers();
  /** Of the page that shows all of it, once it is served. */
  statusUrl: string | undefined;

  async close(): Promise<void> {
    await Promise.all([this.local.close(), this.rehearsal.close()]);
    await this.lock.close();
  }
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

async function start(all: boolean, signal: AbortSignal, opened: Opened): Promise<Started> {
  const { localPaths } = await import("../local/paths.ts");
  const { takeStartLock } = await import("../local/start-lock.ts");
  if (all) {
    const { assertNoRealCredentials } = await import("../realms/rehearsal/real-credentials.ts");
    assertNoRealCredentials();
  }
  const paths = localPaths();
  const lock = await takeStartLock(paths);
  opened.lock.add(() => lock.release());
  const { clearTheWay } = await import("../local/services.ts");
  await clearTheWay(paths, localArgument("local", "start"));
  const checklist = new Checklist(signal);
  const cli = await pulumiCli(checklist);
  const { startLocal } = await import("./start/local.ts");
  const { beginRehearsal, startRehearsed } = await import("./start/rehearsed.ts");
  const openedRehearsal = all ? beginRehearsal(cli, opened.rehearsal) : undefined;
  const { summary, services, databaseUrl } = await startLocal(checklist, opened.local, signal, cli);
  if (!openedRehearsal) return { environments: [summary], services };
  const { openRehearsalStatus } = await import("../realms/rehearsal/status-page.ts");
  const { localDatabase } = await import("../realms/rehearsal/status/collect/local-database.ts");
  const rehearsal = await openedRehearsal(checklist);
  let separation: SeparationStatus | undefined;
  const served = await openRehearsalStatus(rehearsal, {
    localDatabase: () => localDatabase(databaseUrl),
    separation: async () => separation,
  });
  opened.rehearsal.add(() => served.stop());
  opened.statusUrl = served.url;
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
