import { join } from "node:path";
import { resolveImage } from "@live-listen/rehearsal/images";
import { expect, test } from "vitest";
import { ROOT } from "../../local/paths.ts";
import { useFolder } from "../../test/folder.ts";
import { ensureImage } from "./image.ts";

const folder = useFolder();

test("an image is built once, and found again by its tag", async () => {
  const paths = { root: ROOT, images: join(folder(), "images"), builds: join(folder(), "builds") };
  const reference = "ghcr.io/live-listen/api:3f2a1b9c0d";
  const told: string[] = [];
  const ensure = () => ensureImage(paths, reference, "3f2a1b9c0d", (doing) => told.push(doing));
  await ensure();
  const made = await resolveImage({ store: paths.images, reference });
  await ensure();
  expect(told).toEqual(["building the API's image"]);
  expect(await resolveImage({ store: paths.images, reference })).toEqual(made);
});
