import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { attachment, serveProvider } from "@live-listen/rehearsal/provider";
import { Fault } from "../fault.ts";
import type { Progress } from "../progress.ts";
import { announceHost, findHost, type Host, type Term, withdrawHost } from "./host.ts";
import type { LocalPaths } from "./paths.ts";
import { type PostgresAccess, postgresAccess, startPostgres } from "./postgres.ts";
import { type ProcessLock, takeProcessLock } from "./process-lock.ts";
import { leaveMark, markedBy, removeDeadMarks } from "./process-marks.ts";

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

const OPENING_MILLISECONDS = 120_000;
const LEAVING_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;

/**
 * Opens the backing services of a clone: those that a living process already hosts, or else new ones in this process.
 *
 * @param term `lasting`, the default, for a process that goes on until a person ends it: it doesn't lean on one that is about to end, but waits
 * for that and then hosts the services itself. `brief` for one piece of work.
 * @throws Fault when they don't start, in one sentence with the cure.
 */
export async function openBackingServices(
  paths: LocalPaths,
  progress: Progress,
  access: PostgresAccess = postgresAccess(),
  term: Term = "lasting",
): Promise<BackingServices> {
  const deadline = Date.now() + OPENING_MILLISECONDS;
  for (;;) {
    const lock = await takeOpeningLock(paths);
    let present: Host | undefined;
    try {
      present = await findHost(paths);
      if (!present) return await host(paths, progress, access, term);
      if (present.term === "lasting" || term === "brief") return await use(paths, present, access);
    } finally {
      await lock.release();
    }
    if (Date.now() > deadline) {
      throw new Fault(
        `Process ${present.pid} has been using Postgres for two minutes: wait until it is done, or end it with \`kill ${present.pid}\`.`,
      );
    }
    progress(`waiting for process ${present.pid} to be done with Postgres`);
    await delay(POLL_MILLISECONDS);
  }
}

async function host(
  paths: LocalPaths,
  progress: Progress,
  access: PostgresAccess,
  term: Term,
): Promise<BackingServices> {
  const opened: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of opened.reverse()) await close();
  };
  try {
    const postgres = await startPostgres(paths, progress, access);
    opened.push(() => postgres.stop());
    const provider = await serveProvider();
    opened.push(() => provider.stop());
    await announceHost(paths, {
      pid: process.pid,
      term,
      postgresKind: postgres.kind,
      postgresPort: postgres.port,
      providerPort: provider.port,
    });
    let closing: Promise<void> | undefined;
    return {
      hostedBy: process.pid,
      postgres,
      attachedProviders: attachment(provider.port),
      close: () => {
        closing ??= closeUnused(paths, stop);
        return closing;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function use(paths: LocalPaths, present: Host, access: PostgresAccess): Promise<BackingServices> {
  const mark = await leaveMark(usersFolder(paths));
  return {
    hostedBy: present.pid,
    postgres: { ...access, port: present.postgresPort, kind: present.postgresKind },
    attachedProviders: attachment(present.providerPort),
    close: () => mark.remove(),
  };
}

/** Stops the services under the opening lock, so that nobody takes over a server that is just being stopped. */
async function closeUnused(paths: LocalPaths, stop: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + LEAVING_MILLISECONDS;
  for (;;) {
    const lock = await takeOpeningLock(paths);
    try {
      const users = (await markedBy(usersFolder(paths))).filter((pid) => pid !== process.pid);
      if (users.length === 0 || Date.now() > deadline) {
        await removeDeadMarks(usersFolder(paths));
        await withdrawHost(paths);
        return await stop();
      }
    } finally {
      await lock.release();
    }
    await delay(POLL_MILLISECONDS);
  }
}

/** Two processes that open at the same moment would start two servers: the second waits for the first. */
async function takeOpeningLock(paths: LocalPaths): Promise<ProcessLock> {
  const deadline = Date.now() + OPENING_MILLISECONDS;
  for (;;) {
    const lock = await takeProcessLock(join(paths.directory, "opening.lock"));
    if ("release" in lock) return lock;
    if (Date.now() > deadline) {
      throw new Fault(
        `Process ${lock.heldBy} has been starting Postgres for two minutes: end it with \`kill ${lock.heldBy}\`.`,
      );
    }
    await delay(POLL_MILLISECONDS);
  }
}

function usersFolder(paths: LocalPaths): string {
  return join(paths.directory, "users");
}
