import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildWeb, DEVELOPMENT_RELEASE, RELEASE_FILE, releaseManifestSchema } from "@live-listen/web/server";
import type { RehearsalPaths } from "./paths.ts";

/**
 * Builds the page's bundle of a release, unless it is there already.
 *
 * @param release a name for exactly the sources that are checked out.
 * @returns where it lies, waiting to be stamped.
 */
export async function ensureBundle({ bundles }: Pick<RehearsalPaths, "bundles">, release: string): Promise<string> {
  const directory = join(bundles, release);
  const manifest = await readFile(join(directory, RELEASE_FILE), "utf8").then(JSON.parse, () => undefined);
  const parsed = releaseManifestSchema.safeParse(manifest);
  // It is moved to its place as a whole, so that whatever is there is whole.
  if (parsed.success && parsed.data.commit === release) return directory;
  return (await buildWeb({ outDir: directory, release: { version: DEVELOPMENT_RELEASE.version, commit: release } }))
    .directory;
}
