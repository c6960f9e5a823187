import { access, cp, readFile, rename, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { codeOf, Fault } from "../fault.ts";
import type { Account } from "./account.ts";
import type { BundledBinaries } from "./bundled-binaries.ts";
import { findBarrier } from "./reachability.ts";
import { makeScratchFolder, removeFolder } from "./scratch.ts";

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Gives the folder from which the server's user can run PostgreSQL's programs: the package itself where that works,
 * else a copy, made once for each version. Processes that copy at the same time don't disturb each other.
 *
 * @param bundled where npm put the programs
 * @param account who runs them; undefined for oneself
 * @param copies folder that holds the copies, one folder a version
 * @param onProgress told what takes its time
 * @returns an absolute path that holds `bin/`, `lib/` and `share/`
 * @throws Fault when the user can't reach the copies either
 */
export async function reachableBinaries(
  bundled: BundledBinaries,
  account: Account | undefined,
  copies: string,
  onProgress: (what: string) => void = () => {},
): Promise<string> {
  const barrier = account && (await findBarrier(join(bundled.directory, "bin", "postgres"), account));
  if (barrier === undefined && (await hasItsLinks(bundled.directory))) return bundled.directory;

  const copy = join(copies, bundled.version);
  if (!(await exists(copy))) {
    onProgress("copying PostgreSQL's programs (60 MB, once)");
    await copyBinaries(bundled.directory, copy);
  }
  const barrierToCopy = account && (await findBarrier(join(copy, "bin", "postgres"), account));
  if (account && barrierToCopy !== undefined) {
    throw new Fault(
      `PostgreSQL runs as user "${account.name}", who can't enter ${barrierToCopy}, and its programs are below it in ${copy}: run "chmod o+x ${barrierToCopy}", or keep them in another folder.`,
    );
  }
  return copy;
}

async function copyBinaries(native: string, copy: string): Promise<void> {
  const scratch = await makeScratchFolder(copy);
  try {
    const whole = join(scratch, "native");
    await cp(native, whole, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await makeLinks(whole);
    await rename(whole, copy);
  } catch (error) {
    // Another process was faster; its copy is as good.
    if (!["ENOTEMPTY", "EEXIST"].includes(codeOf(error) ?? "")) throw error;
  } finally {
    await removeFolder(scratch);
  }
}

/** npm packages can't hold symbolic links; this one lists them in a file, which its install script turns into links. */
async function listLinks(native: string): Promise<{ from: string; to: string }[]> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  return symlinkList.parse(JSON.parse(text)).map(({ source, target }) => ({
    from: join(native, relative("native", target)),
    to: relative(dirname(target), source),
  }));
}

async function hasItsLinks(native: string): Promise<boolean> {
  for (const { from } of await listLinks(native)) if (!(await exists(from))) return false;
  return true;
}

async function makeLinks(native: string): Promise<void> {
  for (const { from, to } of await listLinks(native)) {
    if (!(await exists(from))) await symlink(to, from);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
