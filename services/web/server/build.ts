import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { readBundle } from "./bundle.ts";
import { bundleHash, RELEASE_FILE, type ReleaseManifest, type WebRelease } from "./release.ts";

const WEB_DIRECTORY = resolve(import.meta.dirname, "..");

/** A bundle that was built. */
export interface BuiltWeb {
  /** Where it lies; absolute. */
  readonly directory: string;
  /** Its {@link bundleHash}. */
  readonly hash: string;
}

/**
 * Builds the web bundle of a release, once for all environments: the page in it waits to be stamped.
 *
 * It is built beside its place and then moved there, so that a build that fails or is killed leaves what was there before.
 *
 * @param options.outDir where the bundle goes; what is there is replaced.
 * @param options.release what the page shows of itself and `/release.json` says.
 * @throws whatever Vite found wrong with the sources.
 */
export async function buildWeb(options: { outDir: string; release: WebRelease }): Promise<BuiltWeb> {
  const directory = resolve(options.outDir);
  await mkdir(dirname(directory), { recursive: true });
  const draft = await mkdtemp(join(dirname(directory), `.${basename(directory)}-`));
  try {
    await runVite(draft, options.release);
    const hash = bundleHash(await readBundle(draft));
    const { version, commit } = options.release;
    const manifest: ReleaseManifest = { version, commit, bundleHash: hash };
    await writeFile(join(draft, RELEASE_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    await rm(directory, { recursive: true, force: true });
    await rename(draft, directory);
    return { directory, hash };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function runVite(outDir: string, release: WebRelease): Promise<void> {
  // Loaded only here: whoever serves a bundle, or reads a variable, has no use for a bundler.
  const { build } = await import("vite");
  await build({
    root: WEB_DIRECTORY,
    configFile: join(WEB_DIRECTORY, "vite.config.ts"),
    configLoader: "native",
    logLevel: "warn",
    mode: "production",
    define: { __RELEASE__: JSON.stringify({ version: release.version, commit: release.commit }) },
    build: { outDir, emptyOutDir: true },
  });
}
