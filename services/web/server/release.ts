import { releaseSchema } from "@live-listen/protocol";
import { z } from "zod";
import packageJson from "../package.json" with { type: "json" };
import { type BundleFiles, hashBundle, INDEX_FILE } from "./bundle.ts";
import { clearStamp } from "./stamp.ts";

/** The file in which a bundle says what it is; served at `/release.json`. */
export const RELEASE_FILE = "release.json";

/** What the page is told of its release when it is built. */
export const webReleaseSchema = releaseSchema.pick({ version: true, commit: true });

export type WebRelease = z.infer<typeof webReleaseSchema>;

/** What a build on a developer's machine calls itself, as the API does there. */
export const DEVELOPMENT_RELEASE: WebRelease = { version: packageJson.version, commit: "development" };

/** What `/release.json` holds: the release, and the {@link bundleHash} by which its bits are known again in every environment. */
export const releaseManifestSchema = webReleaseSchema.extend({ bundleHash: z.string().regex(/^[0-9a-f]{64}$/) });

export type ReleaseManifest = z.infer<typeof releaseManifestSchema>;

/**
 * Names the bits of a release's bundle, the same before and after it is stamped: what is stamped into the page doesn't count, and the file that
 * carries the hash can't.
 */
export function bundleHash(files: BundleFiles): string {
  const page = files.get(INDEX_FILE)?.toString("utf8") ?? "";
  const counted = new Map(files);
  counted.delete(RELEASE_FILE);
  counted.set(INDEX_FILE, Buffer.from(clearStamp(page)));
  return hashBundle(counted);
}
