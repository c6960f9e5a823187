import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "../fault.ts";
import type { Progress } from "../progress.ts";
import { announceHost, type Findable, findHost, type Host, type Term, withdrawHost } from "./host.ts";
import { type ProcessLock, takeProcessLock } from "./process-lock.ts";
import { leaveMark, markedBy, removeDeadMarks } from "./process-marks.ts";

/** Services that one process of a clone hosts, and all others use. */
export interface SharedServices<Told> extends Findable<Told> {
  /** In words, for sentences: `Postgres and the providers`. */
  readonly name: string;
  /** Starts the services in this process. */
  start(progress: Progress): Promise<StartedServices<Told>>;
}

/** Services that run in this process. */
export interface StartedServices<Told> {
  readonly told: Told;
  stop(): Promise<void>;
}

/** Services that are there to be used. */
export interface OpenServices<Told> {
  /** The process that hosts them: this one, or another of this clone that was there first. */
  readonly hostedBy: number;
  readonly told: Told;
  /** Stops what this process started, once no other process uses it; leaves alone what another process hosts. */
  close(): Promise<void>;
}

const OPENING_MILLISECONDS = 120_000;
const LEAVING_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;

/**
 * Opens services of a clone: those that a living process already hosts, or else new ones in this process.
 *
 * @param term `lasting` for a process that goes on until a person ends it: it doesn't lean on one that is about to end, but waits for that and
 * then hosts the services itself. `brief` for one piece of work.
 * @throws Fault when they don't start, in one sentence with the cure.
 */
export async function openSharedServices<Told>(
  services: SharedServices<Told>,
  progress: Progress,
  term: Term,
): Promise<OpenServices<Told>> {
  const deadline = Date.now() + OPENING_MILLISECONDS;
  for (;;) {
    const lock = await takeOpeningLock(services);
    let present: Host<Told> | undefined;
    try {
      present = await findHost(services);
      if (!present) return await host(services, progress, term);
      if (present.term === "lasting" || term === "brief") return await use(services, present);
    } finally {
      await lock.release();
    }
    if (Date.now() > deadline) {
      throw new Fault(
        `Process ${present.pid} has been using ${services.name} for two minutes: wait until it is done, or end it with \`kill ${present.pid}\`.`,
      );
    }
    progress(`waiting for process ${present.pid} to be done with ${services.name}`);
    await delay(POLL_MILLISECONDS);
  }
}

async function host<Told>(services: SharedServices<Told>, progress: Progress, term: Term): Promise<OpenServices<Told>> {
  const { told, stop } = await services.start(progress);
  try {
    await announceHost(services.directory, { pid: process.pid, term, told });
  } catch (error) {
    await stop();
    throw error;
  }
  let closing: Promise<void> | undefined;
  return {
    hostedBy: process.pid,
    told,
    close: () => {
      closing ??= closeUnused(services, stop);
      return closing;
    },
  };
}

async function use<Told>({ directory }: SharedServices<Told>, { pid, told }: Host<Told>): Promise<OpenServices<Told>> {
  const mark = await leaveMark(usersFolder(directory));
  return { hostedBy: pid, told, close: () => mark.remove() };
}

/** Stops the services under the opening lock, so that nobody takes over what is just being stopped. */
async function closeUnused<Told>(services: SharedServices<Told>, stop: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + LEAVING_MILLISECONDS;
  const users = usersFolder(services.directory);
  for (;;) {
    const lock = await takeOpeningLock(services);
    try {
      const others = (await markedBy(users)).filter((pid) => pid !== process.pid);
      if (others.length === 0 || Date.now() > deadline) {
        await removeDeadMarks(users);
        await withdrawHost(services.directory);
        return await stop();
      }
    } finally {
      await lock.release();
    }
    await delay(POLL_MILLISECONDS);
  }
}

/** Two processes that open at the same moment would start the services twice: the second waits for the first. */
async function takeOpeningLock<Told>({ directory, name }: SharedServices<Told>): Promise<ProcessLock> {
  const deadline = Date.now() + OPENING_MILLISECONDS;
  for (;;) {
    const lock = await takeProcessLock(join(directory, "opening.lock"));
    if ("release" in lock) return lock;
    if (Date.now() > deadline) {
      throw new Fault(
        `Process ${lock.heldBy} has been starting ${name} for two minutes: end it with \`kill ${lock.heldBy}\`.`,
      );
    }
    await delay(POLL_MILLISECONDS);
  }
}

function usersFolder(directory: string): string {
  return join(directory, "users");
}
