import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { attachment, serveProvider } from "@live-listen/rehearsal/provider";
import { z } from "zod";
import { isAlive } from "../alive.ts";
import { Fault } from "../fault.ts";
import type { Progress } from "../progress.ts";
import type { LocalPaths } from "./paths.ts";
import { answers } from "./ports.ts";
import { type PostgresAccess, postgresAccess, startPostgres } from "./postgres.ts";
import { takeProcessLock } from "./process-lock.ts";

/** What another process of this clone is told of the services that a living process hosts. */
const registrationSchema = z.object({
  pid: z.int().positive(),
  postgresKind: z.enum(["docker compose", "embedded"]),
  postgresPort: z.int().positive(),
  providerPort: z.int().positive(),
});

type Registration = z.infer<typeof registrationSchema>;

/** The services that the local stack stands on: the Postgres server, and the server of the Pulumi providers. */
export interface BackingServices {
  /** The process that hosts them: this one, or another of this clone that was there first. */
  readonly hostedBy: number;
  readonly postgres: PostgresAccess & { readonly kind: "docker compose" | "embedded" };
  /** The providers, as `PULUMI_DEBUG_PROVIDERS` names them. */
  readonly attachedProviders: string;
  /** Stops what this process started; leaves alone what another process hosts. */
  close(): Promise<void>;
}

const OPENING_MILLISECONDS = 120_000;

/**
 * Opens the backing services of a clone: those that a living process already hosts, or else new ones in this process.
 *
 * @throws Fault when they don't start, in one sentence with the cure.
 */
export async function openBackingServices(
  paths: LocalPaths,
  progress: Progress,
  access: PostgresAccess = postgresAccess(),
): Promise<BackingServices> {
  const lock = await takeOpeningLock(paths);
  try {
    const registered = await readRegistration(paths);
    if (registered) return hostedElsewhere(registered, access);
    return await host(paths, progress, access);
  } finally {
    await lock.release();
  }
}

/** The process that hosts the backing services of a clone; undefined when none does. */
export async function findHost(paths: LocalPaths): Promise<number | undefined> {
  return (await readRegistration(paths))?.pid;
}

async function host(paths: LocalPaths, progress: Progress, access: PostgresAccess): Promise<BackingServices> {
  const postgres = await startPostgres(paths, progress, access);
  const provider = await serveProvider().catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  await register(paths, {
    pid: process.pid,
    postgresKind: postgres.kind,
    postgresPort: postgres.port,
    providerPort: provider.port,
  });
  return {
    hostedBy: process.pid,
    postgres,
    attachedProviders: attachment(provider.port),
    close: async () => {
      await rm(registrationFile(paths), { force: true });
      await provider.stop();
      await postgres.stop();
    },
  };
}

function hostedElsewhere(registered: Registration, access: PostgresAccess): BackingServices {
  return {
    hostedBy: registered.pid,
    postgres: { ...access, port: registered.postgresPort, kind: registered.postgresKind },
    attachedProviders: attachment(registered.providerPort),
    close: async () => {},
  };
}

/** Two processes that open at the same moment would start two servers: the second waits for the first. */
async function takeOpeningLock(paths: LocalPaths) {
  const deadline = Date.now() + OPENING_MILLISECONDS;
  for (;;) {
    const lock = await takeProcessLock(join(paths.directory, "opening.lock"));
    if ("release" in lock) return lock;
    if (Date.now() > deadline) {
      throw new Fault(
        `Process ${lock.heldBy} has been starting Postgres for two minutes: end it with \`kill ${lock.heldBy}\`.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function registrationFile(paths: LocalPaths): string {
  return join(paths.directory, "backing-services.json");
}

async function register(paths: LocalPaths, registration: Registration): Promise<void> {
  const file = registrationFile(paths);
  await mkdir(paths.directory, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(registration));
  await rename(`${file}.new`, file);
}

async function readRegistration(paths: LocalPaths): Promise<Registration | undefined> {
  try {
    const registration = registrationSchema.parse(JSON.parse(await readFile(registrationFile(paths), "utf8")));
    // After a restart of the machine another program may have the process id, but it doesn't answer on the port.
    return isAlive(registration.pid) && (await answers(registration.providerPort)) ? registration : undefined;
  } catch {
    return undefined;
  }
}
