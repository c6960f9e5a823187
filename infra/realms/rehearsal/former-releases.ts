import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { RehearsalPaths } from "./paths.ts";

/** How many releases are kept, the one that serves among them: enough to go back by some. */
const KEPT = 5;

/**
 * Removes images and bundles of former releases: every change of a file is a release of its own here.
 *
 * @param image where the API's images lie, without tag.
 * @param serving releases that stay, however old they are.
 */
export async function removeFormerReleases(
  { images, bundles }: Pick<RehearsalPaths, "images" | "bundles">,
  image: string,
  serving: readonly string[],
): Promise<void> {
  for (const folder of [join(images, image), bundles]) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{7,40}$/.test(name));
    const ages = await Promise.all(
      names.map(async (name) => ({ name, made: (await stat(join(folder, name))).birthtimeMs })),
    );
    const former = ages.sort((one, other) => other.made - one.made).slice(KEPT);
    for (const { name } of former) {
      if (!serving.includes(name)) await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}
