import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A process of a test's own; one that still runs when the test ends is killed. */
export interface TestChild {
  readonly pid: number;
  /** Everything that it has written to standard output and to standard error so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Waits until standard output holds a text. @throws Error when the process ends without it. */
  said(text: string): Promise<void>;
  kill(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

/** Runs a program to be looked at from outside. */
export function runChild(
  program: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly uid?: number } = {},
): TestChild {
  return watch(spawn(program, [...args], { stdio: ["ignore", "pipe", "pipe"], ...options }));
}

/**
 * Runs TypeScript as a process of its own.
 *
 * @param folder where the script is put.
 * @param code of a module; what it imports is named by URL.
 */
export async function runScript(
  folder: string,
  code: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<TestChild> {
  const script = join(folder, `script-${crypto.randomUUID()}.ts`);
  await writeFile(script, code);
  return runChild(process.execPath, [script], { env });
}

/**
 * An import statement of everything that a module exports, under a name.
 *
 * @param module its path below `infra/`.
 */
export function importing(name: string, module: string): string {
  return `import * as ${name} from ${JSON.stringify(new URL(`../${module}`, import.meta.url).href)};`;
}

function watch(child: ChildProcess): TestChild {
  const written = { stdout: "", stderr: "" };
  let changed = Promise.withResolvers<void>();
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      written[stream] += text;
      changed.resolve();
      changed = Promise.withResolvers();
    });
  }
  const ended = once(child, "close").then(([code, signal]): number | NodeJS.Signals => code ?? signal);
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await ended.catch(() => {});
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    ended,
    said: async (text) => {
      while (!written.stdout.includes(text)) {
        const outcome = await Promise.race([changed.promise, ended]);
        if (outcome !== undefined && !written.stdout.includes(text)) {
          throw new Error(`ended with ${outcome} before ${JSON.stringify(text)}: ${written.stdout}${written.stderr}`);
        }
      }
    },
    kill: (signal = "SIGKILL") => {
      child.kill(signal);
      return ended;
    },
  };
}
