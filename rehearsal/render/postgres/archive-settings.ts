import { walFromData } from "./places.ts";

/**
 * A segment of write-ahead log, in MiB: the least that PostgreSQL takes. Each base backup ends with a segment that is cut
 * short and each server keeps some that are empty, which with PostgreSQL's own 16 MiB would be more than all the data.
 */
export const WAL_SEGMENT_MEGABYTES = 1;

/**
 * The settings with which a server archives its write-ahead log.
 *
 * A segment gets into the archive by a hard link, which is there whole or not at all, whenever the server is killed. That
 * is right only as long as no segment is written over once it is done, which is what `wal_recycle` is off for. The server
 * may archive one again after a crash, which succeeds when it is the same. There is no `archive_timeout`: a recovery takes
 * what is not archived yet from the server's own folder, and a server that nobody writes to costs nothing.
 *
 * @param keepsPast whether recovery is among what the instance's plan offers; if not, its past is let go
 * @see https://www.postgresql.org/docs/18/continuous-archiving.html
 */
export function archiveSettings(id: string, keepsPast: boolean): Readonly<Record<string, string>> {
  const archived = `${walFromData(id)}/%f`;
  return {
    archive_mode: "on",
    // The colon is the shell's command that does nothing, and succeeds.
    archive_command: keepsPast
      ? `if [ -f ${archived} ]; then cmp -s "%p" ${archived}; else ln "%p" ${archived}; fi`
      : ":",
    wal_recycle: "off",
  };
}
