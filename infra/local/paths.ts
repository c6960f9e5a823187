import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the clone. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Where root keeps what another user has to reach: the folders that the Filesystem Hierarchy Standard gives to the state and caches of programs. */
export const SYSTEM_STATE = "/var/lib/live-listen";
export const SYSTEM_CACHE = "/var/cache/live-listen";

/** The places of the local environment on this machine. */
export interface LocalPaths {
  /** The root of the clone. */
  readonly root: string;
  /** The folder, ignored by git, that holds all the rest but the database. */
  readonly directory: string;
  /** State of the Pulumi stack. */
  readonly state: string;
  readonly pulumiHome: string;
  readonly passphraseFile: string;
  /** Programs that a plain `pulumi` needs on its PATH. */
  readonly bin: string;
  readonly logs: string;
  /** The built web bundle. */
  readonly web: string;
  /** The folder of the embedded Postgres server's data, and that of its binaries where they must be copied. */
  readonly postgresData: string;
  readonly postgresBinaries: string;
}

/**
 * The places of the local environment of a clone.
 *
 * Postgres doesn't run as root. For root it runs as another user, who reaches nothing below a folder of mode 700 such as a home folder: so
 * root keeps the data and the binaries in system folders, apart for each clone.
 */
export function localPaths(root: string = ROOT, asRoot: boolean = process.getuid?.() === 0): LocalPaths {
  const directory = join(root, ".live-listen", "local");
  const clone = createHash("sha256").update(root).digest("hex").slice(0, 12);
  return {
    root,
    directory,
    state: join(directory, "state"),
    pulumiHome: join(directory, "pulumi"),
    passphraseFile: join(directory, "passphrase"),
    bin: join(directory, "bin"),
    logs: join(directory, "logs"),
    web: join(directory, "web"),
    postgresData: asRoot ? join(SYSTEM_STATE, clone, "postgres") : join(directory, "postgres"),
    postgresBinaries: asRoot ? join(SYSTEM_CACHE, "postgres") : join(directory, "postgres-binaries"),
  };
}
