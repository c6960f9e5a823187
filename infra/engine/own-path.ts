import { delimiter, join, sep } from "node:path";

/**
 * The PATH of a person's shell, from that of a process which npm started: without the folders that npm puts before it, which hold another Node
 * and are no use beyond this clone.
 *
 * @param root of the clone.
 * @see https://docs.npmjs.com/cli/v11/commands/npm-run#description
 */
export function ownPath(path: string, root: string): string[] {
  const bin = join("node_modules", ".bin");
  return path.split(delimiter).filter((folder) => {
    if (folder.endsWith(join(sep, "@npmcli", "run-script", "lib", "node-gyp-bin"))) return false;
    // npm adds those of the package and of every folder above it.
    const holder = folder.endsWith(sep + bin) ? folder.slice(0, -bin.length - 1) : undefined;
    const ofThisClone =
      holder !== undefined && (`${root}${sep}`.startsWith(`${holder}${sep}`) || holder.startsWith(`${root}${sep}`));
    const nodeOfThisClone = folder === join(root, "node_modules", "node", "bin");
    return folder !== "" && !ofThisClone && !nodeOfThisClone;
  });
}
