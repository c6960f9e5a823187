import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fault } from "../fault.ts";
import { type Account, chooseAccount } from "./account.ts";
import { findBarrier } from "./reachability.ts";

/** A folder that is removed with everything in it by whoever lets go of it (`await using`). */
export interface TemporaryFolder extends AsyncDisposable {
  /** Absolute, without symbolic links. */
  readonly path: string;
}

/** Where everybody may go, when the temporary directory is one's own, as a Mac's and that of Debian's pam_tmpdir is. */
const PUBLIC_FOLDERS = ["/tmp", "/var/tmp"] as const;

/**
 * Makes a folder in the temporary directory that the server's user may enter.
 *
 * @param account who has to get there: by default the user that a new data directory's server runs as; undefined for
 *   oneself
 * @throws Fault when that user reaches no temporary directory
 */
export async function makeTemporaryFolder(account?: Account): Promise<TemporaryFolder> {
  const visitor = account ?? (await chooseAccount());
  for (const candidate of [tmpdir(), ...PUBLIC_FOLDERS]) {
    const parent = await realpath(candidate).catch(() => undefined);
    if (parent === undefined || (visitor && (await findBarrier(join(parent, "new"), visitor)) !== undefined)) continue;
    const path = await mkdtemp(join(parent, "rehearsal-"));
    await chmod(path, 0o755);
    return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
  }
  throw new Fault(
    `PostgreSQL runs as user "${visitor?.name}", who can't enter ${tmpdir()}: run "chmod o+x ${tmpdir()}", or set TMPDIR to another folder.`,
  );
}
