import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Fault, messageOf } from "../fault.ts";

/**
 * Names what a checkout holds, as a release of it is named: its commit; and when files were changed since, git's name for the tree of all files
 * as they are, so that other bits never go by one name.
 *
 * @param root of the clone.
 * @returns 40 hexadecimal digits; `git show` tells what they stand for.
 * @throws Fault when it is no clone.
 */
export async function releaseOfCheckout(root: string): Promise<string> {
  try {
    const changed = await git(root, ["status", "--porcelain", "--untracked-files=normal"]);
    return changed === "" ? await git(root, ["rev-parse", "HEAD"]) : await treeOf(root);
  } catch (error) {
    throw new Fault(
      `${root} is no git clone with a commit that could be released (${messageOf(error).split("\n").at(-1)}): clone the repository with \`git clone\`.`,
      { cause: error },
    );
  }
}

/** With an index of its own: what a person has staged stays as it is. */
async function treeOf(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "live-listen-index-"));
  try {
    const index = join(folder, "index");
    // From a copy git knows the files that haven't changed, and needn't read them.
    await copyFile(await git(root, ["rev-parse", "--path-format=absolute", "--git-path", "index"]), index).catch(
      () => {},
    );
    const own = { GIT_INDEX_FILE: index };
    await git(root, ["add", "--all"], own);
    return await git(root, ["write-tree"], own);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function git(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await promisify(execFile)("git", args, { cwd, env: { ...process.env, ...env } });
  return stdout.trim();
}
