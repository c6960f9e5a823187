import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { EmptyDatabase } from "./postgres.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

/** Variables with which the API starts locally, on any free port. */
export function variablesOf(database: Pick<EmptyDatabase, "appUrl">): Record<string, string> {
  return {
    APP_ENV: "local",
    PORT: "0",
    DATABASE_URL: database.appUrl,
    JWT_SECRET: "jwt-canary-0123456789abcdef0123456789",
    WEB_URL: "http://localhost:3000",
    API_URL: "http://localhost:3001",
    WS_URL: "ws://localhost:3001",
  };
}

/** A program of this package, running as a process of its own. */
export interface TestProcess extends AsyncDisposable {
  /** Lines of the log so far, parsed. */
  readonly lines: Record<string, unknown>[];
  /** Everything that was written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Waits for a line of the log. @throws when the process ends without it. */
  waitFor(message: string): Promise<Record<string, unknown>>;
  signal(signal: NodeJS.Signals): void;
}

/** Starts a program, with these variables and no others. */
export function startProcess(
  program: string,
  variables: Record<string, string>,
  args: readonly string[] = [],
): TestProcess {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: PACKAGE,
    env: variables,
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A test that runs out of time never lets go of its process by itself.
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const lines: Record<string, unknown>[] = [];
  let stdout = "";
  let stderr = "";
  let rest = "";
  let changed = Promise.withResolvers<void>();
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    const complete = (rest + text).split("\n");
    rest = complete.pop() ?? "";
    for (const line of complete) if (line.startsWith("{")) lines.push(JSON.parse(line));
    changed.resolve();
    changed = Promise.withResolvers();
  });
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  async function waitFor(message: string): Promise<Record<string, unknown>> {
    for (;;) {
      const found = lines.find(({ msg }) => typeof msg === "string" && msg.startsWith(message));
      if (found !== undefined) return found;
      const outcome = await Promise.race([changed.promise, ended]);
      if (outcome !== undefined) throw new Error(`ended with ${outcome} before "${message}": ${stdout}${stderr}`);
    }
  }
  return {
    lines,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    waitFor,
    signal: (signal) => child.kill(signal),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
