import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { WebFault } from "./fault.ts";

/** The page of a bundle, and the only file of it that differs between environments. */
export const INDEX_FILE = "index.html";

/** The files of a built bundle: path with forward slashes, without a leading one, and content; in the order of their paths. */
export type BundleFiles = ReadonlyMap<string, Buffer>;

/**
 * Reads a built bundle whole: a few files of a few kilobytes.
 *
 * @throws {WebFault} when the directory is missing or holds no page.
 */
export async function readBundle(directory: string): Promise<BundleFiles> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const named = paths.map((path) => ({ path, name: relative(directory, path).split(sep).join("/") }));
  if (!named.some(({ name }) => name === INDEX_FILE)) {
    throw new WebFault(`There is no built page in ${directory}; build it with \`npm run build -w @live-listen/web\`.`);
  }
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(await Promise.all(named.map(async ({ path, name }) => [name, await readFile(path)] as const)));
}

/**
 * Names the bits of a bundle.
 *
 * @param files in any order.
 * @returns SHA-256 over the path, length and content of every file in the order of their paths, in hexadecimal.
 */
export function hashBundle(files: BundleFiles): string {
  const hash = createHash("sha256");
  for (const name of [...files.keys()].sort()) {
    const content = files.get(name) ?? Buffer.alloc(0);
    hash.update(`${Buffer.byteLength(name)} ${content.length} ${name}\n`).update(content);
  }
  return hash.digest("hex");
}
