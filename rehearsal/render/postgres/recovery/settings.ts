import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The folder in a data directory that holds the write-ahead log it is recovered from. */
export const RESTORE_FOLDER = "restore";

/** What `ALTER SYSTEM` writes, and what a server reads last. */
const FILE = "postgresql.auto.conf";

/** All settings that a recovery may have; they mean nothing to a server that is not recovering. */
const NAMES = [
  "restore_command",
  "recovery_target_time",
  "recovery_target_timeline",
  "recovery_target_action",
  "hot_standby",
] as const;

/**
 * Makes the server of a data directory recover at its start, and become a server as any other at the end.
 *
 * @param target the time to recover to, as ISO 8601; undefined for all that there is
 * @see https://www.postgresql.org/docs/18/runtime-config-wal.html#RUNTIME-CONFIG-WAL-RECOVERY-TARGET
 */
export async function setRecovery(data: string, target: string | undefined): Promise<void> {
  const settings: Partial<Record<(typeof NAMES)[number], string>> = {
    restore_command: `cp "${RESTORE_FOLDER}/%f" "%p"`,
    // PostgreSQL reads its settings before it knows what the letter of UTC means.
    ...(target !== undefined && {
      recovery_target_time: target.replace(/Z$/, "+00:00"),
      recovery_target_action: "promote",
    }),
    recovery_target_timeline: "current",
    // Nobody reads what is not recovered yet.
    hot_standby: "off",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  await rewrite(data, (other) => other + lines.join(""));
}

/** Takes back what {@link setRecovery} has set. */
export async function unsetRecovery(data: string): Promise<void> {
  await rewrite(data, (other) => other);
}

/** Writes over the file in place, because it belongs to the server's user and has to stay so. */
async function rewrite(data: string, change: (other: string) => string): Promise<void> {
  const path = join(data, FILE);
  const lines = (await readFile(path, "utf8")).split(/(?<=\n)/);
  const other = lines.filter((line) => !NAMES.some((name) => line.startsWith(`${name} = `)));
  await writeFile(path, change(other.join("")));
}
