import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "../fault.ts";
import { basicEnvironment } from "./service-environment.ts";

/** How to run a service as a process of its own. */
export interface ServiceCommand {
  /** Its name in sentences: "the API". */
  readonly name: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers with a status below 400 when the service serves. */
  readonly healthUrl: string;
  /** Called with the id of the process as soon as there is one. */
  readonly onSpawn?: (pid: number) => Promise<void>;
}

/** A service that runs. */
export interface ServiceProcess {
  readonly name: string;
  readonly pid: number;
  /** Settles when the process has ended, with a sentence that says how; stays open while it runs. */
  readonly ended: Promise<string>;
  /** Asks it to stop, waits, and kills it when it doesn't. */
  stop(): Promise<void>;
}

/** How long a service may take, in milliseconds. */
export interface ServiceTimes {
  readonly ready: number;
  /** Longer than the API gives to the requests in flight. */
  readonly stop: number;
}

const USUAL_TIMES: ServiceTimes = { ready: 30_000, stop: 30_000 };
const POLL_MILLISECONDS = 50;
const TOLD_LINES = 5;
/** A log of this size is begun anew at the next start. */
const LONG_LOG_BYTES = 10_000_000;

/**
 * Starts a service and waits until it serves. The process gets its own variables and nothing else of this one's environment but what a program
 * needs to run at all.
 *
 * @param signal ends the wait, and the process with it.
 * @param times after which it counts as not starting, or is killed.
 * @throws Fault when it ends before it serves, with its last words, or doesn't serve in time.
 */
export async function startServiceProcess(
  command: ServiceCommand,
  signal: AbortSignal,
  times: ServiceTimes = USUAL_TIMES,
): Promise<ServiceProcess> {
  await mkdir(dirname(command.logFile), { recursive: true });
  const present = (await stat(command.logFile).catch(() => undefined))?.size ?? 0;
  const from = present < LONG_LOG_BYTES ? present : 0;
  const log = await open(command.logFile, from === present ? "a" : "w", 0o600);
  const child = spawn(process.execPath, [...command.args], {
    env: { ...basicEnvironment(), ...command.variables },
    stdio: ["ignore", log.fd, log.fd],
    // Ctrl-C on the terminal is for this process, which stops its services in their order.
    detached: true,
  });
  await log.close();
  const exited = once(child, "exit").catch(() => [null, null]);
  const ended = exited.then(async () => {
    const how = child.signalCode ?? `code ${child.exitCode}`;
    return `${command.name} ended with ${how}: ${await lastWords(command.logFile, from)} (its log is ${command.logFile})`;
  });
  const stopIt = () => stop(child, exited, times);
  const service: ServiceProcess = { name: command.name, pid: child.pid ?? 0, ended, stop: stopIt };
  try {
    await command.onSpawn?.(service.pid);
    await untilHealthy(command, ended, signal, times);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return service;
}

/** The last lines that a log got since it was so many bytes long. */
async function lastWords(logFile: string, from: number): Promise<string> {
  // A log that a person has deleted meanwhile has no words any more.
  const log = await readFile(logFile).catch(() => Buffer.alloc(0));
  const lines = log.subarray(from).toString("utf8").trim().split("\n");
  return lines.slice(-TOLD_LINES).map(sentenceOfLogLine).join("; ");
}

async function untilHealthy(
  { name, healthUrl, logFile }: ServiceCommand,
  ended: Promise<string>,
  signal: AbortSignal,
  times: ServiceTimes,
): Promise<void> {
  let over: string | undefined;
  void ended.then((sentence) => {
    over = sentence;
  });
  const deadline = Date.now() + times.ready;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    if (over !== undefined) throw new Fault(over);
    const answer = await fetch(healthUrl, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await delay(POLL_MILLISECONDS);
  }
  throw new Fault(`${name} did not serve ${healthUrl} within ${times.ready / 1000} s: its log ${logFile} tells why.`);
}

async function stop(child: ChildProcess, exited: Promise<unknown>, times: ServiceTimes): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), times.stop);
  await exited;
  clearTimeout(timer);
}

/** The sentence in a line of a structured log; the line itself when it isn't structured. */
export function sentenceOfLogLine(line: string): string {
  try {
    const { msg } = JSON.parse(line) as { msg?: unknown };
    return typeof msg === "string" ? msg : line;
  } catch {
    return line;
  }
}
