import { dirname, join } from "node:path";
import type { PulumiCli } from "./find-cli.ts";
import { installLanguageHost } from "./language-host/install.ts";
import { ownPath } from "./own-path.ts";

/**
 * The PATH of a shell in which a person runs `pulumi` by hand: Node 24, the CLI and, for a CLI that was built here, its language host, before
 * what the person has anyway.
 *
 * @param bin folder of commands that the engine looks for, which the language host is put into; made when missing.
 * @param root of the clone.
 */
export async function shellPath(cli: PulumiCli, bin: string, root: string): Promise<string> {
  // The official CLI brings its own language host, which comes first; one that was built has none.
  if (cli.root) await installLanguageHost(bin);
  const path = [dirname(process.execPath), ...(cli.root ? [join(cli.root, "bin")] : []), bin];
  path.push(...ownPath(process.env.PATH ?? "", root));
  return [...new Set(path)].join(":");
}
