import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { shellWord } from "../../shell-word.ts";

const NAME = "pulumi-language-nodejs";

/**
 * Puts the language host into a folder under the name by which a CLI looks for it on the PATH.
 *
 * @param directory to be put on the PATH; made when missing.
 * @param node the Node that runs the host and the programs.
 */
export async function installLanguageHost(directory: string, node: string = process.execPath): Promise<void> {
  const host = fileURLToPath(new URL("./main.ts", import.meta.url));
  const script = `#!/bin/sh\nexec ${shellWord(node)} ${shellWord(host)} "$@"\n`;
  await mkdir(directory, { recursive: true });
  const unfinished = join(directory, `.${NAME}-${process.pid}`);
  await writeFile(unfinished, script);
  await chmod(unfinished, 0o755);
  await rename(unfinished, join(directory, NAME));
}
