import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { startSite } from "../harness/site.ts";
import { takePictures } from "./pictures.ts";

const FOLDER = join(import.meta.dirname, "../../../../docs/pictures");

await mkdir(FOLDER, { recursive: true });
await using site = await startSite();
for (const path of await takePictures(site, FOLDER)) console.log(path);
