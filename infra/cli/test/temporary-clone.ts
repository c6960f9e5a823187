import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../local/paths.ts";

/** What an install puts into a clone, as npm notes it in the lock file. */
export const PACKAGES = {
  "": { name: "trial" },
  services: { name: "a-workspace" },
  "node_modules/left": { version: "1.0.0" },
  "node_modules/link": { link: true },
  "node_modules/elsewhere": { version: "2.0.0", optional: true, os: ["plan9"] },
};

/** What npm notes in `node_modules` once it is done on this platform. */
export const INSTALLED = {
  "node_modules/left": { version: "1.0.0" },
  "node_modules/link": { link: true },
};

/** Writes a file of npm's: the lock file, or its copy in `node_modules`. */
export async function writePackages(file: string, packages: unknown): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, JSON.stringify({ packages }));
}

/**
 * Makes a clone of nothing but the bootstrap and a lock file, with a `main.ts` of a test's own.
 *
 * @param main runs under the clone's Node 24 with the verb and its arguments.
 * @returns the path of the bootstrap.
 */
export async function makeTemporaryClone(root: string, main: string): Promise<string> {
  const cli = join(root, "infra", "cli");
  await mkdir(cli, { recursive: true });
  for (const file of ["bootstrap.js", "installed.js"])
    await copyFile(join(ROOT, "infra", "cli", file), join(cli, file));
  await writeFile(join(root, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(cli, "main.ts"), main);
  await writePackages(join(root, "package-lock.json"), PACKAGES);
  return join(cli, "bootstrap.js");
}
