import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { codeOf, Fault } from "../fault.ts";

/** A state in memory, and how it gets to disk. */
export interface StateFile<State> {
  readonly state: State;
  /** Ends when what the state is now is on disk. */
  save(): Promise<void>;
}

/**
 * Reads the state of a server, or begins a new one. The file is only ever replaced as a whole, so it is complete
 * whenever the process ends; its owner alone may read it.
 *
 * @param folder is made when it is missing
 * @throws Fault when the file is no state
 */
export async function openStateFile<State>(
  folder: string,
  name: string,
  schema: z.ZodType<State>,
  empty: () => State,
): Promise<StateFile<State>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const state = (await read(path, schema)) ?? empty();
  let last: Promise<void> = Promise.resolve();
  const save = () => {
    // One write after the other, and each of what the state is when its turn comes.
    last = last.catch(() => {}).then(() => write(path, JSON.stringify(state)));
    return last;
  };
  return { state, save };
}

async function read<State>(path: string, schema: z.ZodType<State>): Promise<State | undefined> {
  const text = await readFile(path, "utf8").catch((error) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Fault(`${path} is not the state of this version: move it away to begin with an empty one.`, { cause });
  }
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}
