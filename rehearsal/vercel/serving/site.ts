import { BuildFailure } from "../configuration/build-failure.ts";
import { compileRoutes } from "../configuration/compile.ts";
import type { Routes } from "../configuration/route.ts";
import { parseVercelJson, type VercelJson } from "../configuration/vercel-json.ts";
import type { BuildSettings, DeployedFile, Deployment } from "../deployments/deployment.ts";
import type { FileStore } from "../files/store.ts";

const CONFIGURATION = "vercel.json";
const PACKAGE = "package.json";
/** What is never served. */
const UNSERVED = new Set([CONFIGURATION, PACKAGE, "now.json", ".vercelignore"]);
/** The folder that is served of a deployment that says nothing, when it has one. */
const DEFAULT_OUTPUT = "public";

/** What a deployment serves. */
export interface Site {
  /** By path, with a slash in front. */
  readonly files: ReadonlyMap<string, DeployedFile>;
  readonly routes: Routes;
  /** Whether pages are found without `.html`. */
  readonly cleanUrls: boolean;
}

/**
 * Finds out what a deployment serves: its files as they are, by the rules of its `vercel.json`.
 *
 * @throws BuildFailure in one sentence, when there is more to do than to serve files, or nothing to serve
 * @see https://vercel.com/docs/builds/configure-a-build
 */
export async function readSite(store: FileStore, { teamId, files, settings }: Deployment): Promise<Site> {
  const all = new Map(files.map((one) => [`/${one.file}`, one]));
  const sources = below(all, settings.rootDirectory ?? "");
  const textOf = async (name: string) => {
    const file = sources.get(`/${name}`);
    return file && (await store.read(teamId, file.sha))?.toString("utf8");
  };
  const configuration = await textOf(CONFIGURATION);
  const config = configuration === undefined ? {} : parseVercelJson(configuration);
  const effective = withOverrides(settings, config);
  assertNeedsNoBuild(effective, sources, await textOf(PACKAGE));
  return {
    files: outputOf(sources, effective),
    routes: compileRoutes(config),
    cleanUrls: config.cleanUrls ?? false,
  };
}

/**
 * The reason why files can't be served as they are with some settings; undefined when they can.
 *
 * @returns a sentence
 */
export function buildAskedFor({ framework, buildCommand, installCommand }: BuildSettings): string | undefined {
  const asked = framework ? "framework" : buildCommand ? "buildCommand" : installCommand ? "installCommand" : undefined;
  if (asked === undefined) return undefined;
  return `This stand-in of Vercel serves files as they are, and \`${asked}\` asks for a build: build before, and set it to null.`;
}

function assertNeedsNoBuild(
  settings: BuildSettings,
  sources: ReadonlyMap<string, DeployedFile>,
  packageJson: string | undefined,
): void {
  const reason = buildAskedFor(settings);
  if (reason !== undefined) throw new BuildFailure("BUILD_FAILED", reason);
  if (settings.buildCommand === null && packageJson !== undefined && hasBuildScript(packageJson)) {
    throw new BuildFailure(
      "BUILD_FAILED",
      'This stand-in of Vercel serves files as they are, and package.json has a build script: leave it out, or set `buildCommand` to "".',
    );
  }
  const dynamic = [...sources.keys()].find((path) => path.startsWith("/api/") || /^\/middleware\.[jt]s$/.test(path));
  if (dynamic !== undefined) {
    throw new BuildFailure("BUILD_FAILED", `This stand-in of Vercel runs no functions, and ${dynamic} is one.`);
  }
}

function outputOf(
  sources: ReadonlyMap<string, DeployedFile>,
  { outputDirectory }: BuildSettings,
): ReadonlyMap<string, DeployedFile> {
  const hasDefault = [...sources.keys()].some((path) => path.startsWith(`/${DEFAULT_OUTPUT}/`));
  const folder = outputDirectory ?? (hasDefault ? DEFAULT_OUTPUT : "");
  const output = below(sources, folder);
  if (output.size === 0) {
    throw new BuildFailure("STATIC_BUILD_NO_OUT_DIR", `There is no file in the output directory "${folder}".`);
  }
  return new Map([...output].filter(([path]) => !UNSERVED.has(path.slice(1))));
}

/** The files of a folder, by their paths in it. */
function below(files: ReadonlyMap<string, DeployedFile>, folder: string): ReadonlyMap<string, DeployedFile> {
  const clean = folder.replace(/^(?:\.?\/)+|\/+$|^\.$/g, "");
  const prefix = clean === "" ? "/" : `/${clean}/`;
  const own = [...files].filter(([path]) => path.startsWith(prefix));
  return new Map(own.map(([path, file]) => [path.slice(prefix.length - 1), file]));
}

function withOverrides(settings: BuildSettings, config: VercelJson): BuildSettings {
  const { framework, buildCommand, installCommand, outputDirectory } = config;
  const given = Object.entries({ framework, buildCommand, installCommand, outputDirectory });
  return { ...settings, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
}

function hasBuildScript(packageJson: string): boolean {
  try {
    const { scripts } = JSON.parse(packageJson) as { scripts?: Record<string, unknown> };
    return scripts?.build !== undefined || scripts?.["vercel-build"] !== undefined;
  } catch {
    return false;
  }
}
