import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { PostgresServerOptions } from "./server.ts";

const answer = z.union([
  z.object({ pid: z.number(), port: z.number(), adopted: z.boolean() }),
  z.object({ fault: z.string() }),
]);

/** Starts a process that starts a server. */
export function spawnStarter(
  options: PostgresServerOptions,
  { folder = import.meta.dirname, user }: { folder?: string; user?: { uid: number; gid: number } } = {},
): ChildProcess {
  return spawn(process.execPath, [join(folder, "test-child.ts"), JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: "/",
    ...user,
  });
}

/** What the process says: the server it has started, or why it has not. */
export async function answerOf(child: ChildProcess): Promise<z.infer<typeof answer>> {
  if (!child.stdout) throw new Error("the child has no output");
  const [line] = await once(createInterface(child.stdout), "line");
  return answer.parse(JSON.parse(String(line)));
}

/** Ends a process as `kill -9` does, and waits until it is gone. */
export async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
