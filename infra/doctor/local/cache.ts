import { existsSync } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { megabytes } from "../../amount.ts";
import { shellWord } from "../../shell-word.ts";
import { type Check, good, wrong } from "../check.ts";
import { folderSize } from "./folder-size.ts";

/** The folder of what outlives a clone: whether it can be written, and how big it is. */
export function cacheCheck(cache: string): Check {
  return {
    name: "Cache",
    look: async () => {
      const nearest = nearestExisting(cache);
      const writable = await access(nearest, constants.W_OK | constants.X_OK).then(
        async () => (await stat(nearest)).isDirectory(),
        () => false,
      );
      if (!writable) {
        return wrong(
          `${nearest} can't be written: run \`sudo chown "$USER" ${shellWord(nearest)}\`, or set XDG_CACHE_HOME to a folder that can.`,
        );
      }
      return good(
        nearest === cache
          ? `${cache} can be written and holds ${megabytes(await folderSize(cache))}.`
          : `${cache} can be made.`,
      );
    },
  };
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearestExisting(dirname(folder));
}
