import { execFile } from "node:child_process";
import { chown, mkdir, readdir, readFile, realpath, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { codeOf, Fault, messageOf } from "../fault.ts";
import type { Account } from "./account.ts";
import { postgresMajorVersion } from "./bundled-binaries.ts";
import { findBarrier } from "./reachability.ts";
import { makeScratchFolder, removeFolder } from "./scratch.ts";
import { serverEnvironment } from "./server-environment.ts";

/** What `initdb` makes a data directory from. */
export interface DataDirectoryOptions {
  /** Absolute path; its parents are made. */
  readonly path: string;
  /** Folder that holds `bin/initdb`. */
  readonly binaries: string;
  /** Who will run the server; undefined for oneself. */
  readonly account: Account | undefined;
  readonly superuser: { readonly name: string; readonly password: string };
  /** The size of a file of write-ahead log in MiB; undefined for PostgreSQL's own. */
  readonly walSegmentMegabytes: number | undefined;
  /** Whether it is written through to the disk. */
  readonly sync: boolean;
  readonly onProgress: (what: string) => void;
}

/**
 * Makes sure that a data directory of the right major version exists. It is made apart and put in place by one rename:
 * a process killed in the middle leaves nothing half done.
 *
 * @returns its path without symbolic links
 * @throws Fault when the folder holds something else, another major version, or can't be written
 */
export async function ensureDataDirectory(options: DataDirectoryOptions): Promise<string> {
  try {
    if (!(await checkDataDirectory(options.path))) {
      options.onProgress("making PostgreSQL's data directory");
      await makeDataDirectory(options);
    }
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes(codeOf(error) ?? "")) throw error;
    const found = await stat(options.path).then(
      () => options.path,
      () => dirname(options.path),
    );
    throw new Fault(
      `PostgreSQL's data directory ${options.path} can't be written: run "sudo chown -R $(id -un) ${found}", or choose another one.`,
      { cause: error },
    );
  }
  const { account } = options;
  const barrier = account && (await findBarrier(join(options.path, "PG_VERSION"), account));
  if (account && barrier !== undefined) {
    const cure = barrier === options.path ? `chown -R ${account.name} ${barrier}` : `chmod o+x ${barrier}`;
    throw new Fault(
      `PostgreSQL runs as user "${account.name}", who can't enter ${barrier}, and its data directory is ${options.path}: run "${cure}", or choose another one.`,
    );
  }
  return realpath(options.path);
}

/**
 * @returns whether the folder is a data directory of the right version; false when it is absent or empty
 * @throws Fault when it is anything else
 */
async function checkDataDirectory(path: string): Promise<boolean> {
  let names: string[];
  try {
    names = await readdir(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    if (codeOf(error) !== "ENOTDIR") throw error;
    throw new Fault(`PostgreSQL's data directory ${path} is a file: run "mv ${path} ${path}.file" and start again.`);
  }
  if (names.length === 0) return false;
  if (!names.includes("PG_VERSION")) {
    throw new Fault(
      `${path} holds files but no PostgreSQL data (no PG_VERSION): run "mv ${path} ${path}.damaged" and start again with an empty one.`,
    );
  }
  const version = (await readFile(join(path, "PG_VERSION"), "utf8")).trim();
  if (version !== String(postgresMajorVersion)) {
    throw new Fault(
      `The data in ${path} was written by PostgreSQL ${version || "(unknown)"}, and this is PostgreSQL ${postgresMajorVersion}: run "mv ${path} ${path}.${version || "damaged"}" to set it aside and start again with an empty one.`,
    );
  }
  return true;
}

async function makeDataDirectory(options: DataDirectoryOptions): Promise<void> {
  const { path, account, superuser } = options;
  const barrier = account && (await findBarrier(path, account));
  if (account && barrier !== undefined) {
    throw new Fault(
      `PostgreSQL runs as user "${account.name}", who can't enter ${barrier}, and its data directory is to be ${path}: run "chmod o+x ${barrier}", or choose another one.`,
    );
  }
  const scratch = await makeScratchFolder(path);
  const data = join(scratch, "data");
  const password = join(scratch, "password");
  try {
    await mkdir(data, { mode: 0o700 });
    await writeFile(password, superuser.password, { mode: 0o600 });
    if (account) {
      await chown(data, account.uid, account.gid);
      await chown(password, account.uid, account.gid);
    }
    await runInitdb(options, data, password);
    await rename(data, path);
  } catch (error) {
    // Another process was faster; its data directory is as good.
    if (!["ENOTEMPTY", "EEXIST"].includes(codeOf(error) ?? "")) throw error;
  } finally {
    await removeFolder(scratch);
  }
}

async function runInitdb(options: DataDirectoryOptions, data: string, password: string): Promise<void> {
  const { account, walSegmentMegabytes } = options;
  const initdb = join(options.binaries, "bin", "initdb");
  const run = promisify(execFile)(
    initdb,
    [
      `--pgdata=${data}`,
      `--username=${options.superuser.name}`,
      `--pwfile=${password}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // Built in: the same order and case rules on every operating system, whatever locales it has.
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      ...(walSegmentMegabytes === undefined ? [] : [`--wal-segsize=${walSegmentMegabytes}`]),
      // Half a second's worth of writing is flushed unless the server itself was told not to care.
      ...(options.sync ? [] : ["--no-sync"]),
    ],
    { cwd: dirname(data), env: serverEnvironment(), ...(account && { uid: account.uid, gid: account.gid }) },
  );
  await run.catch((error: unknown) => {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n").at(-1) : "";
    throw new Fault(
      `PostgreSQL's initdb could not make ${options.path} (${said || messageOf(error)}): run "${initdb} --version" to see whether it runs here.`,
      { cause: error },
    );
  });
}
