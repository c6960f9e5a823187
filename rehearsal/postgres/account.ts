import { readFile, stat } from "node:fs/promises";
import { Fault } from "../fault.ts";

/** An operating-system user that the server runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Users that a server started by root runs as, best first. */
const UNPRIVILEGED_USERS = ["postgres", "nobody"] as const;

/**
 * Reads the accounts of a passwd file.
 *
 * @param text lines of `name:password:uid:gid:comment:home:shell` (passwd(5)); others are left out
 */
export function parsePasswd(text: string): Account[] {
  return text.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    if (!name || !/^\d+$/.test(uid ?? "") || !/^\d+$/.test(gid ?? "")) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}

/**
 * Chooses the user that the server of a data directory runs as. PostgreSQL refuses to run as root
 * (https://www.postgresql.org/docs/current/creating-cluster.html), so root starts it as the owner of the data
 * directory if there is one, else as `postgres`, else as `nobody`; everybody else runs it as themselves.
 *
 * @param dataDirectory absolute path; may be absent; undefined for one that is yet to be made
 * @returns undefined for "as oneself"
 * @throws Fault when root finds none of those users in /etc/passwd
 */
export async function chooseAccount(dataDirectory?: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = parsePasswd(await readFile("/etc/passwd", "utf8"));

  // A person who once ran the server as themselves and now runs it with sudo keeps a folder that both can use.
  const owner = dataDirectory === undefined ? undefined : await stat(dataDirectory).catch(() => undefined);
  if (owner && owner.uid !== 0) {
    const known = accounts.find(({ uid }) => uid === owner.uid);
    return known ?? { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  }

  for (const name of UNPRIVILEGED_USERS) {
    const found = accounts.find((account) => account.name === name);
    if (found) return found;
  }
  throw new Fault(
    'PostgreSQL refuses to run as root and this machine has no user "postgres" or "nobody": run "useradd --system postgres", or run this as another user.',
  );
}
