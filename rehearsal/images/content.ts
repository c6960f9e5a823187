import { createHash } from "node:crypto";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join, relative } from "node:path";
import type { ImageConfig, ImageFile } from "./image.ts";

/** Files that are read at the same time. */
const AT_ONCE = 16;

/**
 * All files below a folder and what is in them, by their paths in the order of their bytes. Folders count by what is in them.
 *
 * @throws Error for what an image can't carry, such as a socket
 */
export async function readContent(root: string): Promise<ImageFile[]> {
  const paths = await pathsBelow(root);
  const files: ImageFile[] = [];
  const next = paths.values();
  // All take from one list, so that no more files are open than there are takers.
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const path of next) files.push(await readOne(root, path));
    }),
  );
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The digest of an image: over the paths, modes and contents of its files, and its config. When a file was written is left out. */
export function digestOf(files: readonly ImageFile[], config: ImageConfig): string {
  const hash = createHash("sha256");
  for (const { path, mode, hash: content } of files) hash.update(`${JSON.stringify([path, mode, content])}\n`);
  const { Env, Cmd, WorkingDir } = config;
  hash.update(JSON.stringify({ Env, Cmd, WorkingDir }));
  return `sha256:${hash.digest("hex")}`;
}

/** Whether a file is, by its size and its time, still the one that was recorded. */
export async function isUntouched(root: string, { path, mode, size, modified }: ImageFile): Promise<boolean> {
  const stat = await lstat(join(root, path)).catch(() => undefined);
  return stat !== undefined && stat.size === size && stat.mtimeMs === modified && (stat.mode & 0o777) === mode;
}

/** The paths of all files below a folder, relative to it. */
export async function pathsBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((one) => !one.isDirectory()).map((one) => relative(root, join(one.parentPath, one.name)));
}

async function readOne(root: string, path: string): Promise<ImageFile> {
  const whole = join(root, path);
  const stat = await lstat(whole);
  const hash = createHash("sha256");
  if (stat.isSymbolicLink()) hash.update(`link ${await readlink(whole)}`);
  // As a whole: an image has thousands of files, few of which are large.
  else if (stat.isFile()) hash.update(await readFile(whole));
  else throw new Error(`${path} is neither a file nor a link`);
  return { path, mode: stat.mode & 0o777, size: stat.size, modified: stat.mtimeMs, hash: hash.digest("hex") };
}
