import { join } from "node:path";

/** Where an instance's files are. */
export interface Places {
  /** The data directory of its server. */
  readonly data: string;
  /** All of its past: the two folders below. */
  readonly archive: string;
  /** The write-ahead log that its server is done with, a file a segment. */
  readonly wal: string;
  /** Base backups, a folder each. */
  readonly backups: string;
}

/** The archive is beside the data, so that the server names it by a path that is the same on every machine. */
const ARCHIVE_SUFFIX = ".archive";

/** Where an instance's files are in the folder of all instances. */
export function placesOf(dataDirectory: string, id: string): Places {
  const archive = join(dataDirectory, `${id}${ARCHIVE_SUFFIX}`);
  return { data: join(dataDirectory, id), archive, wal: join(archive, "wal"), backups: join(archive, "backups") };
}

/** The archive's write-ahead log, as seen from the data directory, in which a server's commands run. */
export function walFromData(id: string): string {
  return `../${id}${ARCHIVE_SUFFIX}/wal`;
}
