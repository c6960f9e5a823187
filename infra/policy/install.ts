import { fileURLToPath } from "node:url";
import { putCommand } from "../engine/command-on-path.ts";

/** The folder of the pack, as `--policy-pack` takes it. */
export const POLICY_PACK = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");

/**
 * Puts what runs the pack into a folder under the name by which the engine looks for it on the PATH. The engine starts it in the pack's own
 * folder (`sdk/go/common/resource/plugin/analyzer_plugin.go`, NewPolicyAnalyzer).
 *
 * @param directory to be put on the PATH; made when missing.
 * @param node that runs the pack.
 */
export function installPolicyPack(directory: string, node: string = process.execPath): Promise<void> {
  return putCommand(directory, "pulumi-analyzer-policy-live-listen", [node, "main.js"]);
}
