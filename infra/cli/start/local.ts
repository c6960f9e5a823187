import type { Closers } from "../../closers.ts";
import type { PulumiCli } from "../../engine/find-cli.ts";
import type { ServiceProcess } from "../../local/service-process.ts";
import { changesInWords } from "../changes.ts";
import type { Checklist } from "../checklist.ts";
import { localArgument } from "../environment-argument.ts";
import { openLocalEngine } from "../local-engine.ts";
import { passedSmoke } from "../smoke.ts";
import type { EnvironmentSummary } from "./summary.ts";

/** The local environment, running: the working copy's API and page as processes of this machine. */
export interface StartedLocal {
  readonly summary: EnvironmentSummary;
  readonly services: readonly ServiceProcess[];
  /** The connection string of the database that the API was given. */
  readonly databaseUrl: string;
}

/**
 * Brings the local environment up, migrates, starts its services and smoke-tests them.
 *
 * @param closers are given what is to be stopped at the end.
 */
export async function startLocal(
  checklist: Checklist,
  closers: Closers,
  signal: AbortSignal,
  pulumi: PulumiCli,
): Promise<StartedLocal> {
  const environment = localArgument("local", "start");
  const { buildLocalWeb, startLocalApi, startLocalWeb } = await import("../../local/services.ts");
  const { paths, backing } = await openLocalEngine(checklist, pulumi, "lasting");
  closers.add(() => backing.close());
  const { outputs } = await checklist.step(
    "Stack local",
    async (progress) => {
      const { upLocalStack } = await import("../../local/up.ts");
      return upLocalStack(paths, pulumi, backing, { progress, signal });
    },
    ({ changes, notes }) => [changesInWords(changes), ...notes].join(". "),
  );

  const { readEnvFile } = await import("../../local/env-files.ts");
  const [apiVariables, webVariables] = await Promise.all([readEnvFile(paths, "api"), readEnvFile(paths, "web")]);
  await checklist.step(
    "Migrations",
    async (progress) => {
      const { migrateDatabase } = await import("../../local/database.ts");
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
  const { askApiVersion } = await import("../../releases/smoke/api-version.ts");
  const release = await askApiVersion(outputs.apiUrl, signal);
  const { databaseInWords } = await import("../../local/database.ts");
  const databaseUrl = apiVariables.DATABASE_URL ?? "";
  const summary: EnvironmentSummary = {
    environment: environment.name,
    webUrl: outputs.webUrl,
    apiUrl: outputs.apiUrl,
    wsUrl: outputs.wsUrl,
    // The one that the API was given: a person may have put another into its .env file.
    database: `${databaseInWords(databaseUrl)} (${backing.postgres.kind})`,
    release: `${release.version} (${release.commit})`,
  };
  return { summary, services: [api, web], databaseUrl };
}
