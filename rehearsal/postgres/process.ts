import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf } from "../fault.ts";

const POLL_MILLISECONDS = 20;

/**
 * Whether a process runs. A process that ended and waits for its parent to notice counts as ended: in a container
 * without an init process nobody may ever notice.
 */
export async function isAlive(pid: number): Promise<boolean> {
  // 0 and below are process groups for kill(2): never ask about those.
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // proc(5): the state follows the name, which is in brackets and may hold any character.
  return state === undefined || !/\) [ZX] /.test(state.slice(state.lastIndexOf(")")));
}

/**
 * Waits until a process has ended.
 *
 * @param milliseconds the longest wait
 * @returns false when it still runs after that
 */
export async function waitForExit(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (await isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MILLISECONDS);
  }
  return true;
}
