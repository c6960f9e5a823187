import { Closers } from "../closers.ts";
import { Fault, messageOf } from "../fault.ts";
import type { ServiceProcess } from "../local/service-process.ts";
import { changesInWords } from "./changes.ts";
import { Checklist } from "./checklist.ts";
import { localArgument } from "./environment-argument.ts";
import { interrupted } from "./interrupted.ts";
import { openLocalEngine } from "./local-engine.ts";
import { passedSmoke } from "./smoke.ts";
import { formatTable } from "./table.ts";
import { type AddVerb, note, print } from "./verb.ts";

interface StartOptions {
  readonly once?: boolean;
  readonly json?: boolean;
}

export const addStart: AddVerb = (cli, { signal }) => {
  cli
    .command("start")
    .description("bring the local environment up, smoke-test it, and leave it running until Ctrl-C")
    .option("--once", "stop it again after the smoke tests")
    .option("--json", "end with one JSON line")
    .action(async (options: StartOptions) => {
      const closers = new Closers();
      try {
        const { summary, services } = await start(signal, closers);
        if (!options.json || !options.once) show(summary);
        if (!options.once) await untilInterrupted(services, signal);
        await closers.close();
        if (options.json) print(JSON.stringify({ ...summary, healthy: true }));
      } catch (error) {
        await closers.close();
        if (options.json) print(JSON.stringify({ environment: "local", healthy: false, error: messageOf(error) }));
        throw error;
      }
    });
};

/** What there is to know of an environment that runs. */
interface StartSummary {
  readonly environment: string;
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly wsUrl: string;
  readonly database: string;
  readonly release: string;
}

async function start(signal: AbortSignal, closers: Closers) {
  const environment = localArgument("local", "start");
  const { localPaths } = await import("../local/paths.ts");
  const { takeStartLock } = await import("../local/start-lock.ts");
  const paths = localPaths();
  const lock = await takeStartLock(paths);
  closers.add(() => lock.release());
  const { buildLocalWeb, clearTheWay, startLocalApi, startLocalWeb } = await import("../local/services.ts");
  await clearTheWay(paths, environment);

  const checklist = new Checklist(signal);
  const { pulumi, backing } = await openLocalEngine(checklist);
  closers.add(() => backing.close());
  const { outputs } = await checklist.step(
    "Stack local",
    async (progress) => {
      const { upLocalStack } = await import("../local/up.ts");
      return upLocalStack(paths, pulumi, backing, { progress, signal });
    },
    ({ changes, notes }) => [changesInWords(changes), ...notes].join(". "),
  );

  const { readEnvFile } = await import("../local/env-files.ts");
  const [apiVariables, webVariables] = await Promise.all([readEnvFile(paths, "api"), readEnvFile(paths, "web")]);
  await checklist.step(
    "Migrations",
    async (progress) => {
      const { migrateDatabase } = await import("../local/database.ts");
      return migrateDatabase(backing.postgres, apiVariables, progress);
    },
    (told) => told,
  );
  await checklist.step(
    "Web bundle",
    () => buildLocalWeb(paths),
    (hash) => hash.slice(0, 12),
  );
  const api = await checklist.step(
    "API",
    () => startLocalApi(paths, apiVariables, signal),
    () => outputs.apiUrl,
  );
  closers.add(() => api.stop());
  const web = await checklist.step(
    "Web",
    () => startLocalWeb(paths, outputs.webUrl, webVariables, signal),
    () => outputs.webUrl,
  );
  closers.add(() => web.stop());

  await checklist.step(
    "Smoke tests",
    () => passedSmoke(environment),
    ({ checks }) => `${checks.length} passed`,
  );
  const { askApiVersion } = await import("../releases/smoke/api-version.ts");
  const release = await askApiVersion(outputs.apiUrl, signal);
  const { databaseInWords } = await import("../local/database.ts");
  const summary: StartSummary = {
    environment: environment.name,
    webUrl: outputs.webUrl,
    apiUrl: outputs.apiUrl,
    wsUrl: outputs.wsUrl,
    // The one that the API was given: a person may have put another into its .env file.
    database: `${databaseInWords(apiVariables.DATABASE_URL ?? "")} (${backing.postgres.kind})`,
    release: `${release.version} (${release.commit})`,
  };
  return { summary, services: [api, web] };
}

function show(summary: StartSummary): void {
  const { environment, webUrl, apiUrl, wsUrl, database, release } = summary;
  const rows = [
    ["Web", webUrl],
    ["API", apiUrl],
    ["Socket", wsUrl],
    ["Database", database],
    ["Release", release],
    // It is shown when the smoke tests have passed.
    ["Health", "healthy"],
  ];
  note(`\n${formatTable(["Environment", environment], rows)}\n`);
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
