import { megabytes } from "../../amount.ts";
import { findAbandonedData } from "../../local/abandoned-data.ts";
import { shellWord } from "../../shell-word.ts";
import { type Check, good, idle } from "../check.ts";
import { folderSize } from "./folder-size.ts";

/**
 * Data that clones have left outside of them.
 *
 * @param state the folder that holds a folder for each clone.
 */
export function abandonedDataCheck(state?: string): Check {
  return {
    name: "Data of clones that are gone",
    look: async () => {
      const abandoned = await findAbandonedData(state);
      if (abandoned.length === 0) return good("None.");
      const folders = abandoned.map(({ folder }) => folder);
      const sizes = await Promise.all(folders.map(folderSize));
      const freed = megabytes(sizes.reduce((sum, size) => sum + size, 0));
      return idle(`\`rm -rf ${folders.map(shellWord).join(" ")}\` frees ${freed}.`);
    },
  };
}
