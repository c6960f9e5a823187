import { attachment, serveProvider } from "@live-listen/rehearsal/provider";
import { z } from "zod";
import type { Findable, Term } from "../hosting/host.ts";
import { openSharedServices, type SharedServices } from "../hosting/shared-services.ts";
import type { Progress } from "../progress.ts";
import type { LocalPaths } from "./paths.ts";
import { type PostgresAccess, postgresAccess, startPostgres } from "./postgres.ts";

const toldSchema = z.object({
  postgresKind: z.enum(["docker compose", "embedded"]),
  postgresPort: z.int().positive(),
  providerPort: z.int().positive(),
});

/** What the processes of a clone tell each other of the backing services. */
export type BackingServicesTold = z.infer<typeof toldSchema>;

/** The services that the local stack stands on: the Postgres server, and the server of the Pulumi providers. */
export interface BackingServices {
  /** The process that hosts them: this one, or another of this clone that was there first. */
  readonly hostedBy: number;
  readonly postgres: PostgresAccess & { readonly kind: "docker compose" | "embedded" };
  /** The providers, as `PULUMI_DEBUG_PROVIDERS` names them. */
  readonly attachedProviders: string;
  /** Stops what this process started, once no other process uses it; leaves alone what another process hosts. */
  close(): Promise<void>;
}

/** The backing services of a clone, as its processes share them. */
export function sharedBackingServices(
  paths: LocalPaths,
  access: PostgresAccess = postgresAccess(),
): SharedServices<BackingServicesTold> {
  return {
    ...findableBackingServices(paths),
    name: "Postgres and the providers",
    start: async (progress) => {
      const postgres = await startPostgres(paths, progress, access);
      try {
        const provider = await serveProvider();
        return {
          told: { postgresKind: postgres.kind, postgresPort: postgres.port, providerPort: provider.port },
          stop: async () => {
            await provider.stop();
            await postgres.stop();
          },
        };
      } catch (error) {
        await postgres.stop();
        throw error;
      }
    },
  };
}

/** How the backing services of a clone are found by others. */
export function findableBackingServices(paths: LocalPaths): Findable<BackingServicesTold> {
  return { directory: paths.directory, schema: toldSchema, port: ({ providerPort }) => providerPort };
}

/**
 * Opens the backing services of a clone: those that a living process already hosts, or else new ones in this process.
 *
 * @param term `lasting`, the default, for a process that goes on until a person ends it; `brief` for one piece of work.
 * @throws Fault when they don't start, in one sentence with the cure.
 */
export async function openBackingServices(
  paths: LocalPaths,
  progress: Progress,
  access: PostgresAccess = postgresAccess(),
  term: Term = "lasting",
): Promise<BackingServices> {
  const { hostedBy, told, close } = await openSharedServices(sharedBackingServices(paths, access), progress, term);
  return {
    hostedBy,
    postgres: { ...access, port: told.postgresPort, kind: told.postgresKind },
    attachedProviders: attachment(told.providerPort),
    close,
  };
}
