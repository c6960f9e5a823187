import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Looks into the checkpoint of a file backend for operations that were cut off. Asking the CLI takes a process of its own, at every `up`, for
 * an answer that is almost always no.
 *
 * @param state the folder of the backend.
 * @returns false only when the checkpoint is there and surely holds none.
 */
export async function mayHavePendingOperations(state: string, project: string, stack: string): Promise<boolean> {
  const file = join(state, ".pulumi", "stacks", project, `${stack}.json`);
  const checkpoint = await readFile(file, "utf8").catch(() => undefined);
  return checkpoint === undefined || /"pending_operations":\s*\[\s*\{/.test(checkpoint);
}
