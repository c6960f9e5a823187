import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

const PACKAGE = "@sparticuz/chromium";

/**
 * Finds the Chromium that npm brings, for Linux on x64 alone. It comes compressed, and is unpacked once into the cache folder of the user; in a place of
 * its own for each version, and moved there whole, so that tests that run side by side can't find half of it.
 *
 * @returns the path of the program; undefined where there is none for this machine.
 */
export async function findBundledChromium(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  // The package's entry is below `build`; its own way of unpacking knows no versions, and isn't made for several processes at once.
  const packageFolder = dirname(createRequire(import.meta.url).resolve(PACKAGE)).split(/[\\/]build[\\/]/)[0] ?? "";
  const packed = join(packageFolder, "bin", "chromium.br");
  if (!existsSync(packed)) return undefined;
  const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const program = join(cache, "live-listen", `chromium-${version}`, "chromium");
  if (!existsSync(program)) await unpack(packed, program);
  return program;
}

async function unpack(packed: string, program: string): Promise<void> {
  await mkdir(dirname(program), { recursive: true });
  const draft = `${program}.${process.pid}`;
  try {
    await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(draft));
    await chmod(draft, 0o755);
    await rename(draft, program);
  } finally {
    await rm(draft, { force: true });
  }
}
