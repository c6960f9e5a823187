import { expect } from "vitest";
import { isAlive } from "../../postgres/process.ts";

/** Waits until a process has ended. */
export async function hasEnded(pid: number | undefined): Promise<void> {
  if (pid === undefined) throw new Error("there is no process to wait for");
  await expect.poll(() => isAlive(pid), { timeout: 15_000 }).toBe(false);
}
