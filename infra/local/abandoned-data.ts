import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type LocalPaths, SYSTEM_STATE } from "./paths.ts";

/** Beside the data that is kept apart from its clone: names the clone. */
const NOTE = "clone";

/** Data of a clone that is gone. */
export interface AbandonedData {
  /** The folder that can be deleted. */
  readonly folder: string;
  /** Where the clone was. */
  readonly clone: string;
}

/** Notes whose data is kept in a folder outside the clone, so that it can be told when the clone is gone; does nothing for data inside it. */
export async function noteClone({ root, postgresData }: Pick<LocalPaths, "root" | "postgresData">): Promise<void> {
  if (postgresData.startsWith(`${root}/`)) return;
  await mkdir(dirname(postgresData), { recursive: true });
  await writeFile(join(dirname(postgresData), NOTE), `${root}\n`);
}

/**
 * Finds the data of clones that are gone.
 *
 * @param state the folder that holds a folder for each clone.
 */
export async function findAbandonedData(state: string = SYSTEM_STATE): Promise<AbandonedData[]> {
  const names = await readdir(state).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const folder = join(state, name);
      const clone = (await readFile(join(folder, NOTE), "utf8").catch(() => "")).trim();
      return { folder, clone };
    }),
  );
  return found.filter(({ clone }) => clone !== "" && !existsSync(clone));
}
