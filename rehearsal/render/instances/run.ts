import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf, messageOf } from "../../fault.ts";
import { killGroup, type ProcessRecords } from "./process-records.ts";

/** What is left of the output once a process has ended is read that long: one that left its group may hold it open for ever. */
const LAST_WORDS_MILLISECONDS = 500;
/** What Docker says when it finds no such program (docker-run, exit status). */
const NOT_FOUND = 127;

/** A program, and what it is run with. */
export interface Command {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

export type Stream = "stdout" | "stderr";

/** How a program ended: by itself with a status, or by a signal. */
export type Exit = { readonly status: number } | { readonly signal: NodeJS.Signals };

/** A program that runs. */
export interface Running {
  /** Ends with the program, when all that it started in its group has ended and its output was told. */
  readonly exited: Promise<Exit>;
  /** Asks it to end, and ends it when it hasn't after some time. */
  stop(graceMilliseconds: number): Promise<Exit>;
  /** Ends it at once, and all of its group. */
  kill(): Promise<Exit>;
}

/**
 * Runs a program in a group of its own, with no more of this machine's environment than it is given. Signals go to the program itself,
 * as Docker sends them to the first process of a container.
 *
 * @param onLine told of each line that it puts out
 */
export function run(
  command: Command,
  records: ProcessRecords,
  onLine: (line: string, stream: Stream) => void,
): Running {
  const { program, parameters, directory, environment } = command;
  const child = spawn(program, [...parameters], {
    cwd: directory,
    env: { ...environment },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.pid !== undefined) records.add(child.pid, environment.RENDER_INSTANCE_ID);
  const outputs = [tell(child.stdout, "stdout", onLine), tell(child.stderr, "stderr", onLine)];
  const exited = end(child, program, onLine).then(async (exit) => {
    if (child.pid !== undefined) {
      killGroup(child.pid);
      records.remove(child.pid);
    }
    // Once the words are there, nobody waits for the rest of the time.
    await Promise.race([Promise.all(outputs), delay(LAST_WORDS_MILLISECONDS, undefined, { ref: false })]);
    child.stdout.destroy();
    child.stderr.destroy();
    return exit;
  });
  let hasEnded = false;
  void exited.then(() => {
    hasEnded = true;
  });
  const kill = () => {
    // Once all has ended the number may be somebody else's.
    if (child.pid !== undefined && !hasEnded) killGroup(child.pid);
    return exited;
  };
  return {
    exited,
    kill,
    stop(graceMilliseconds) {
      child.kill("SIGTERM");
      const timer = setTimeout(kill, graceMilliseconds);
      return exited.finally(() => clearTimeout(timer));
    },
  };
}

async function end(
  child: ChildProcess,
  program: string,
  onLine: (line: string, stream: Stream) => void,
): Promise<Exit> {
  try {
    const [status, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return signal === null ? { status: status ?? 0 } : { signal };
  } catch (error) {
    const reason = codeOf(error) === "ENOENT" ? "not found" : messageOf(error);
    onLine(`exec: "${program}": ${reason}`, "stderr");
    return { status: NOT_FOUND };
  }
}

async function tell(output: Readable, stream: Stream, onLine: (line: string, stream: Stream) => void): Promise<void> {
  const lines = createInterface({ input: output, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    for await (const line of lines) onLine(line, stream);
  } catch {
    // The output was cut off: there is nothing more to tell.
  }
}
