import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether `node_modules` holds what the lock file says: the record that npm leaves there names the same packages in the same versions. npm
 * writes the record last, so an install that was cut off has none.
 *
 * @param {string} root of the clone.
 * @param {string} node the Node that the package `node` brings; its install script may have been skipped.
 * @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles
 */
export function isInstalled(root, node) {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present || !existsSync(node)) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || !path.includes("node_modules")) return true;
    const installed = present[path];
    // What is optional may be for another platform.
    if (!installed) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return installed.version === entry.version && installed.link === entry.link;
  });
}

/**
 * How many packages an install fetches here, as far as the lock file tells.
 *
 * @param {string} root of the clone.
 * @returns {number}
 */
export function packagesToInstall(root) {
  const entries = Object.entries(packagesOf(join(root, "package-lock.json")) ?? {});
  return entries.filter(([path, entry]) => path.includes("node_modules") && !entry.link && fitsHere(entry)).length;
}

/** @param {{os?: string[], cpu?: string[], libc?: string[]}} entry */
function fitsHere({ os = [process.platform], cpu = [process.arch] }) {
  return os.includes(process.platform) && cpu.includes(process.arch);
}

/**
 * @param {string} file
 * @returns {Record<string, {version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean, os?: string[], cpu?: string[]}> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
