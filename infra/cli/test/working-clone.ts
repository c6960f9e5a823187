import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readlink, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeEach } from "vitest";
import { localPaths, ROOT } from "../../local/paths.ts";
import { useFolder } from "../../test/folder.ts";

const run = promisify(execFile);

/** Credentials of the real platforms, which keep the rehearsal from starting. */
const REAL_CREDENTIALS = ["RENDER_API_KEY", "VERCEL_API_TOKEN", "VERCEL_TOKEN"];

/**
 * Gives each test of a file a clone that verbs can be run in.
 *
 * @returns the root of the present test's clone, which lies in a folder of the test's own.
 */
export function useWorkingClone(): () => string {
  const folder = useFolder();
  const root = () => join(folder(), "clone");
  beforeEach(async ({ onTestFinished }) => {
    await makeWorkingClone(root());
    // For root, the data of the Postgres servers lies outside the clone.
    onTestFinished(() => rm(dirname(localPaths(root(), true).postgresData), { recursive: true, force: true }));
  }, 60_000);
  return root;
}

/** The variables of this process without credentials of real platforms, and more. */
export function withoutRealCredentials(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !REAL_CREDENTIALS.includes(name));
  return { ...Object.fromEntries(own), ...more };
}

/**
 * Makes a clone that verbs can be run in: every file that git knows or would take here, with the installed packages of this clone.
 *
 * @param root of the new clone; made when missing.
 */
export async function makeWorkingClone(root: string): Promise<void> {
  const { stdout } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    maxBuffer: 2 ** 24,
  });
  for (const file of stdout.split("\0").filter(Boolean)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    // A file that was deleted and not committed is still in git's list.
    await copyFile(join(ROOT, file), join(root, file)).catch(() => {});
  }
  await linkPackages(root);
  const git = (...args: string[]) =>
    run("git", ["-c", "user.name=Test", "-c", "user.email=test@localhost", ...args], { cwd: root });
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "--message=a clone of a test");
}

/** Links what is installed here; npm's own links lead to workspaces by relative paths, so that the same ones lead to the clone's. */
async function linkPackages(root: string): Promise<void> {
  await link(join(ROOT, "node_modules"), join(root, "node_modules"));
  await symlink(join(ROOT, "infra", "node_modules"), join(root, "infra", "node_modules"));
}

async function link(there: string, here: string): Promise<void> {
  await mkdir(here);
  for (const entry of await readdir(there, { withFileTypes: true })) {
    const [from, to] = [join(there, entry.name), join(here, entry.name)];
    if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
    else if (entry.name.startsWith("@")) await link(from, to);
    else await symlink(from, to);
  }
}
