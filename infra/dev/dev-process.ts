import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { basicEnvironment } from "../local/service-environment.ts";
import { prefixedLines, type WriteLine } from "./prefixed-lines.ts";

/** A program that a developer works on, and that runs again by itself when its files change. */
export interface DevCommand {
  /** Stands in front of its lines. */
  readonly name: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly directory: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Makes a line of its output fit for people. */
  readonly format?: (line: string) => string;
}

/** A program that runs. */
export interface DevProcess {
  /** Settles when the whole program has ended, not only one run of it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const STOP_MILLISECONDS = 5_000;

/**
 * Starts a program in a process group of its own, so that Ctrl-C doesn't reach it from the terminal and stopping it also stops what it started.
 *
 * @param write gets its output, line by line.
 */
export function startDevProcess(command: DevCommand, write: WriteLine): DevProcess {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" };
  const child = spawn(process.execPath, [...command.args], {
    cwd: command.directory,
    env: { ...basicEnvironment(), ...colours, ...command.variables },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const lines = prefixedLines(command.name, write, command.format);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", lines.take);
  const ended = once(child, "close").then(
    () => lines.end(),
    (error: Error) => write(`${command.name} │ ${error.message}`),
  );
  return { ended, stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), STOP_MILLISECONDS);
  await ended;
  clearTimeout(timer);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  // Also when the leader has ended: what it started may live on, and hold its output open.
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
