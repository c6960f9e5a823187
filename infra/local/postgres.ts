import { startPostgresServer } from "@live-listen/rehearsal/postgres";
import type { Progress } from "../progress.ts";
import { noteClone } from "./abandoned-data.ts";
import { composeAnswers, startCompose } from "./docker-compose.ts";
import type { LocalPaths } from "./paths.ts";

/** Where the local Postgres server listens and who its superuser is: as `docker-compose.yml` says, from the same variables. */
export interface PostgresAccess {
  readonly host: string;
  readonly port: number;
  readonly superuser: { readonly name: string; readonly password: string };
}

/** A running Postgres server of the local environment. */
export interface LocalPostgres extends PostgresAccess {
  readonly kind: "docker compose" | "embedded";
  /** Stops the server; its data stays. */
  stop(): Promise<void>;
}

/** The access that `docker-compose.yml` gives, with `POSTGRES_PORT` and `POSTGRES_PASSWORD` of the environment. */
export function postgresAccess(env: NodeJS.ProcessEnv = process.env): PostgresAccess {
  return {
    host: "localhost",
    port: Number(env.POSTGRES_PORT || 5432),
    superuser: { name: "postgres", password: env.POSTGRES_PASSWORD || "postgres" },
  };
}

/**
 * Starts the local Postgres server: with docker compose where a Docker engine answers, else from the binaries that npm brings.
 *
 * @throws Fault or another error whose message is one sentence with the cure: port taken, data of another major version or damaged, no right
 * to write.
 */
export async function startPostgres(
  paths: LocalPaths,
  progress: Progress,
  access: PostgresAccess = postgresAccess(),
): Promise<LocalPostgres> {
  if (await composeAnswers()) {
    const { stop } = await startCompose(paths.root, access.port, progress);
    return { ...access, kind: "docker compose", stop };
  }
  await noteClone(paths);
  const server = await startPostgresServer({
    dataDirectory: paths.postgresData,
    binariesDirectory: paths.postgresBinaries,
    port: access.port,
    superuser: access.superuser,
    onProgress: progress,
  });
  return { ...access, port: server.port, kind: "embedded", stop: () => server.stop() };
}
