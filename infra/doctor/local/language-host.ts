import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PULUMI_VERSION } from "../../engine/version.ts";
import type { LocalPaths } from "../../local/paths.ts";
import { type Check, good, idle } from "../check.ts";

const PROGRAM = "pulumi-language-nodejs";

/**
 * The language host, which a plain `pulumi` needs and the verbs don't: the official CLI brings one, one that was built here has none.
 *
 * @param path of this process.
 */
export function languageHostCheck(paths: LocalPaths, cache: string, path: string): Check {
  return {
    name: "Language host",
    look: async () => {
      const folders = [join(cache, "pulumi", PULUMI_VERSION, "bin"), ...path.split(delimiter)];
      const official = folders.find((folder) => existsSync(join(folder, PROGRAM)));
      if (official) return good(`That of the CLI, in ${official}.`);
      if (existsSync(join(paths.bin, PROGRAM))) return good(`Our own, in ${paths.bin}, for a plain \`pulumi\`.`);
      return idle('Not here yet; `eval "$(npm run --silent env -- local)"` makes it, for a plain `pulumi`.');
    },
  };
}
