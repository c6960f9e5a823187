import { rm } from "node:fs/promises";
import { publishImage, resolveImage } from "@live-listen/rehearsal/images";
import type { Progress } from "../../progress.ts";
import { buildApiImage } from "../../releases/build/api-image.ts";
import type { RehearsalPaths } from "./paths.ts";

/**
 * Builds the API's image of a release into the rehearsal's store, unless it is there already.
 *
 * @param reference with the release as its tag, which stands for exactly the sources that are checked out.
 */
export async function ensureImage(
  { root, images, builds }: Pick<RehearsalPaths, "root" | "images" | "builds">,
  reference: string,
  release: string,
  progress: Progress,
): Promise<void> {
  const there = await resolveImage({ store: images, reference }).then(
    () => true,
    () => false,
  );
  if (there) return;
  progress("building the API's image");
  const { root: files, config } = await buildApiImage({ source: root, within: builds, commit: release });
  try {
    await publishImage({ store: images, reference, root: files, config });
  } finally {
    await rm(files, { recursive: true, force: true });
  }
}
