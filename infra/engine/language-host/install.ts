import { fileURLToPath } from "node:url";
import { putCommand } from "../command-on-path.ts";

const HOST = fileURLToPath(new URL("./main.ts", import.meta.url));

/**
 * Puts the language host into a folder under the name by which a CLI looks for it on the PATH.
 *
 * @param directory to be put on the PATH; made when missing.
 * @param node the Node that runs the host and the programs.
 */
export function installLanguageHost(directory: string, node: string = process.execPath): Promise<void> {
  return putCommand(directory, "pulumi-language-nodejs", [node, HOST]);
}
