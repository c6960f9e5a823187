import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";

const schema = z.array(z.string());

/**
 * Finds the keys of a rehearsed stack's configuration that were given to it earlier and are not any more. What a person has set in the
 * rehearsal beside them is theirs, and stays.
 *
 * @param file remembers every key that was ever given, since a key that was taken away may come back by an older checkout.
 * @param given now.
 */
export async function keysGivenNoMore(file: string, given: readonly string[]): Promise<readonly string[]> {
  const earlier = schema.safeParse(await readJson(file)).data ?? [];
  const all = [...new Set([...earlier, ...given])].sort();
  if (all.length > earlier.length) {
    await writeFile(`${file}.new`, JSON.stringify(all));
    await rename(`${file}.new`, file);
  }
  return earlier.filter((key) => !given.includes(key));
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}
