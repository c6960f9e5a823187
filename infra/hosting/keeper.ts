import { spawn } from "node:child_process";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "../alive.ts";
import { Fault, messageOf } from "../fault.ts";
import { type Progress, silent } from "../progress.ts";
import { type Findable, findHost } from "./host.ts";
import { takeProcessLock } from "./process-lock.ts";
import { openSharedServices, type SharedServices } from "./shared-services.ts";

const START_MILLISECONDS = 120_000;
/** Longer than a host waits for those that use its services. */
const STOP_MILLISECONDS = 90_000;

/** The program that keeps services open for a shell. */
export interface KeeperProgram {
  readonly script: string;
  readonly args: readonly string[];
  readonly logFile: string;
}

/**
 * Makes sure that a process hosts services and goes on doing so after this one has ended.
 *
 * @returns its id: that of a keeper, or of another lasting host that is there already.
 * @throws Fault with the keeper's own sentence when it can't.
 */
export async function ensureKeeper<Told>(
  services: SharedServices<Told>,
  program: KeeperProgram,
  progress: Progress,
): Promise<number> {
  const deadline = Date.now() + START_MILLISECONDS;
  for (;;) {
    const present = await findHost(services);
    if (present?.term === "lasting") return present.pid;
    // One at a time: a second keeper would outlive the first, and host the services when nobody wants them any more.
    const lock = await takeProcessLock(join(services.directory, "keeper.lock"));
    if ("release" in lock)
      return await startKeeper(services, program, progress, deadline).finally(() => lock.release());
    if (Date.now() > deadline) throw lateFault(services.name, program.logFile);
    await delay(50);
  }
}

/** Hosts services until this process is told to stop: the whole of a keeper program. */
export async function keep<Told>(services: SharedServices<Told>): Promise<void> {
  try {
    const open = await openSharedServices(services, silent, "lasting");
    const stop = () => void open.close().then(() => process.exit(0));
    process.once("SIGTERM", stop).once("SIGINT", stop);
    // Another process was there first, so there is nothing to keep.
    if (open.hostedBy !== process.pid) process.exit(0);
  } catch (error) {
    console.error(messageOf(error));
    process.exit(1);
  }
}

/**
 * Stops the keeper of services.
 *
 * @param assertStoppable throws when the process that hosts them is somebody's that is to be ended another way.
 * @returns whether there was one.
 */
export async function stopKeeper<Told>(
  services: Findable<Told>,
  assertStoppable: (pid: number) => Promise<void> = async () => {},
): Promise<boolean> {
  const host = await findHost(services);
  if (host?.term !== "lasting") return false;
  const { pid } = host;
  await assertStoppable(pid);
  process.kill(pid, "SIGTERM");
  const deadline = Date.now() + STOP_MILLISECONDS;
  while (isAlive(pid) && Date.now() < deadline) await delay(50);
  if (isAlive(pid)) throw new Fault(`Process ${pid} did not stop: end it with \`kill -9 ${pid}\`.`);
  return true;
}

async function startKeeper<Told>(
  services: SharedServices<Told>,
  { script, args, logFile }: KeeperProgram,
  progress: Progress,
  deadline: number,
): Promise<number> {
  progress(`starting ${services.name}`);
  await mkdir(dirname(logFile), { recursive: true });
  const log = await open(logFile, "w", 0o600);
  const keeper = spawn(process.execPath, [script, ...args], { detached: true, stdio: ["ignore", log.fd, log.fd] });
  await log.close();
  keeper.unref();
  while (Date.now() < deadline) {
    const ended = keeper.exitCode !== null || keeper.signalCode !== null;
    const host = await findHost(services);
    if (host?.term === "lasting") return host.pid;
    if (ended) throw new Fault(await lastLineOf(services.name, logFile));
    await delay(50);
  }
  keeper.kill();
  throw lateFault(services.name, logFile);
}

function lateFault(name: string, logFile: string): Fault {
  return new Fault(`${capitalised(name)} did not start within ${START_MILLISECONDS / 1000} s: ${logFile} tells why.`);
}

async function lastLineOf(name: string, logFile: string): Promise<string> {
  const words = (await readFile(logFile, "utf8")).trim();
  return (
    words.split("\n").at(-1) || `${capitalised(name)} did not start, and ${logFile} doesn't tell why: run this again.`
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
