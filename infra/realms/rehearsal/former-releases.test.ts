import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { removeFormerReleases } from "./former-releases.ts";

const folder = useFolder();
const image = "ghcr.io/live-listen/api";

test("the newest releases stay, the one that serves, and what is no release", async () => {
  const paths = { images: join(folder(), "images"), bundles: join(folder(), "bundles") };
  const names = Array.from({ length: 8 }, (_, index) => `${index}`.repeat(40));
  for (const name of [...names, "notes"]) {
    await mkdir(join(paths.images, image, name, "root"), { recursive: true });
    await mkdir(join(paths.bundles, name), { recursive: true });
    // Told apart by when they were made.
    await delay(5);
  }
  await removeFormerReleases(paths, image, [names[0] ?? ""]);
  const kept = [names[0], ...names.slice(3), "notes"].sort();
  expect((await readdir(join(paths.images, image))).sort()).toEqual(kept);
  expect((await readdir(paths.bundles)).sort()).toEqual(kept);
  await removeFormerReleases({ images: join(folder(), "none"), bundles: join(folder(), "none") }, image, []);
});
