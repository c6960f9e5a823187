import { randomUUID } from "node:crypto";
import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { shellWord } from "../shell-word.ts";

/**
 * Puts a command into a folder under the name by which a CLI looks for it on the PATH.
 *
 * @param directory to be put on the PATH; made when missing.
 * @param words the program and its arguments; the caller's follow.
 */
export async function putCommand(directory: string, name: string, words: readonly string[]): Promise<void> {
  const script = `#!/bin/sh\nexec ${words.map(shellWord).join(" ")} "$@"\n`;
  await mkdir(directory, { recursive: true });
  // A name of this call's own: two that put the same command at the same time must not take each other's half away.
  const unfinished = join(directory, `.${name}-${randomUUID()}`);
  await writeFile(unfinished, script);
  await chmod(unfinished, 0o755);
  await rename(unfinished, join(directory, name));
}
