import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { HostedEnvironment } from "@live-listen/stacks";
import { Fault } from "../fault.ts";

/**
 * Whether a folder holds something else than a commit of git does. What isn't a clone at all can't be looked up in one either.
 *
 * @param root of the clone.
 */
export async function isDirty(root: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)("git", ["status", "--porcelain", "--untracked-files=normal"], {
      cwd: root,
    });
    return stdout !== "";
  } catch {
    return true;
  }
}

/**
 * Makes sure that production isn't changed from what nobody can look up again, without a person's word.
 *
 * @param allowed names given by `--yes-replace`.
 * @throws Fault when the clone holds changes that are not committed.
 */
export async function assertCommitted(
  root: string,
  { name }: Pick<HostedEnvironment, "name">,
  allowed: readonly string[],
): Promise<void> {
  if (name !== "production" || allowed.includes(name) || !(await isDirty(root))) return;
  throw new Fault(
    `This would bring up production from a checkout with changes that are not committed: run \`git stash\` or commit them, or run it again with --yes-replace ${name}.`,
  );
}
