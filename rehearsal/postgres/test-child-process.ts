import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { PostgresServerOptions } from "./server.ts";
import type { Clone } from "./test-clone.ts";

const answer = z.union([
  z.object({ pid: z.number(), port: z.number(), adopted: z.boolean() }),
  z.object({ fault: z.string() }),
]);

/**
 * Starts a process that starts a server.
 *
 * @param place whose code and Node it runs, by default one's own, and as whom; that user has to reach both
 * @throws the error of a process that can't be started
 */
export async function spawnStarter(
  options: PostgresServerOptions,
  place: Partial<Clone> & { user?: { uid: number; gid: number } } = {},
): Promise<ChildProcess> {
  const { folder = import.meta.dirname, node = process.execPath, user } = place;
  const child = spawn(node, [join(folder, "test-child.ts"), JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: "/",
    ...user,
  });
  await once(child, "spawn");
  return child;
}

/**
 * What the process says: the server it has started, or why it has not.
 *
 * @throws Error when it ends without a word
 */
export async function answerOf(child: ChildProcess): Promise<z.infer<typeof answer>> {
  if (!child.stdout) throw new Error("the child has no output");
  for await (const line of createInterface(child.stdout)) return answer.parse(JSON.parse(line));
  throw new Error("the child has ended without an answer");
}

/** Ends a process as `kill -9` does, and waits until it is gone. */
export async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
