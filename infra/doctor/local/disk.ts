import { statfs } from "node:fs/promises";
import { megabytes } from "../../amount.ts";
import { type Check, good, wrong } from "../check.ts";

/** What the engine's build, the packages and a database want together. */
const NEEDED_BYTES = 2_000_000_000;

/**
 * Room on the disk of a folder.
 *
 * @param free bytes on it; a parameter so that a test needn't fill a disk.
 */
export function diskCheck(folder: string, free: () => Promise<number> = () => freeOn(folder)): Check {
  return {
    name: "Disk",
    look: async () => {
      const bytes = await free();
      const room = `${megabytes(bytes)} free on the disk of ${folder}`;
      return bytes < NEEDED_BYTES
        ? wrong(`${room}, and ${megabytes(NEEDED_BYTES)} may be needed: \`du -h -d 1 ~ | sort -h\` tells what is big.`)
        : good(`${room}.`);
    },
  };
}

async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
