import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { Fault, messageOf } from "../../fault.ts";
import { packageLockSchema, productionPackages } from "./production-packages.ts";

const API = "services/api";
/** Where the files are within the image, as `services/api/Dockerfile` puts them. */
const APP = "app";

/** What an image is besides its files, by the names of the OCI image specification (config.md). */
export interface ImageConfig {
  readonly Env: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir: string;
}

/** The files of an image, before it is put into a store. */
export interface BuiltImage {
  /** The image's root folder; the caller's to move or to remove. */
  readonly root: string;
  readonly config: ImageConfig;
}

/**
 * Builds the API's image as a folder, for this machine: the same files as `services/api/Dockerfile` makes, with the packages that are installed
 * here and the Node that runs this.
 *
 * @param options.source root of the clone.
 * @param options.within folder in which the image's is made, with a name of its own.
 * @param options.commit what is built, by which the image names itself.
 * @throws Fault when the clone lacks what is to be built.
 */
export async function buildApiImage(options: {
  readonly source: string;
  readonly within: string;
  readonly commit: string;
}): Promise<BuiltImage> {
  const { source, within, commit } = options;
  await mkdir(within, { recursive: true });
  const root = await mkdtemp(join(within, "api-"));
  try {
    const app = join(root, APP);
    const lock = packageLockSchema.parse(JSON.parse(await readFile(join(source, "package-lock.json"), "utf8")));
    const places = productionPackages(lock, API);
    await Promise.all(places.map((place) => copyPackage(source, app, place)));
    await linkWorkspaces(source, app, places);
    await writeFile(join(app, API, "release.json"), await describeRelease(join(app, API), commit));
    const PATH = [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(":");
    return {
      root,
      config: {
        Env: [`PATH=${PATH}`, "NODE_ENV=production"],
        Cmd: ["node", "src/main.ts"],
        WorkingDir: `/${APP}/${API}`,
      },
    };
  } catch (error) {
    await rm(root, { recursive: true, force: true });
    if (error instanceof Fault) throw error;
    throw new Fault(`The API's image can't be built (${messageOf(error)}): run \`npm ci\`, then run this again.`, {
      cause: error,
    });
  }
}

/** Optional packages of other machines are not installed, and needn't be. */
async function copyPackage(source: string, app: string, place: string): Promise<void> {
  const isWorkspace = !place.includes("node_modules/");
  await cp(join(source, place), join(app, place), {
    recursive: true,
    filter: (path) => !isWorkspace || isShipped(relative(join(source, place), path)),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" || isWorkspace) throw error;
  });
}

/** Tests, and what belongs to this machine, stay behind; as in `.dockerignore`. */
function isShipped(path: string): boolean {
  const name = basename(path);
  return !["node_modules", "test", ".env", "release.json"].includes(name) && !name.endsWith(".test.ts");
}

/** npm's own links lead from `node_modules` to workspaces by relative paths. */
async function linkWorkspaces(source: string, app: string, places: readonly string[]): Promise<void> {
  for (const place of places.filter((one) => !one.includes("node_modules/") && one !== API)) {
    const { name } = JSON.parse(await readFile(join(source, place, "package.json"), "utf8")) as { name: string };
    const link = join("node_modules", name);
    await mkdir(dirname(join(app, link)), { recursive: true });
    await symlink(await readlink(join(source, link)), join(app, link));
  }
}

async function describeRelease(api: string, commit: string): Promise<string> {
  const run = promisify(execFile)(process.execPath, ["src/describe-release.ts", commit], { cwd: api, env: {} });
  return (await run).stdout;
}
