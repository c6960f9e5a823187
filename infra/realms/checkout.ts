import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * Whether a folder holds something else than a commit of git does. What isn't a clone at all can't be looked up in one either.
 *
 * @param root of the clone.
 */
export async function isDirty(root: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)("git", ["status", "--porcelain"], { cwd: root });
    return stdout !== "";
  } catch {
    return true;
  }
}
