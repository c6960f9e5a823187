import { readdirSync, readFileSync } from "node:fs";
import { statOf } from "./process-start.ts";

/**
 * The processes that are left of the group of a program whose own process, that led it, has ended. Only Linux tells.
 *
 * A number is given to no other process while there is a group by it, but the group by it may be a later one: one of an instance
 * has the instance in its environment.
 *
 * @param instance as which the program ran; empty where it ran as none
 */
export function leftOf(leader: number, instance: string): readonly number[] {
  if (process.platform !== "linux" || instance === "") return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => isLeft(pid, leader, instance));
}

function isLeft(pid: number, leader: number, instance: string): boolean {
  try {
    if (Number(statOf(pid)[2]) !== leader) return false;
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`RENDER_INSTANCE_ID=${instance}`);
  } catch {
    // It has ended meanwhile, or is somebody else's.
    return false;
  }
}
