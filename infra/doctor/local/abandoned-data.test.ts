import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { look } from "../test/look.ts";
import { abandonedDataCheck } from "./abandoned-data.ts";

const folder = useFolder();

test("what clones left behind is told with the command that frees it", async () => {
  expect(await look(abandonedDataCheck(folder()))).toEqual({ verdict: "good", sentence: "None." });
  const [kept, left] = [join(folder(), "kept"), join(folder(), "left")];
  for (const [place, clone] of [
    [kept, folder()],
    [left, join(folder(), "gone")],
  ] as const) {
    await mkdir(place);
    await writeFile(join(place, "clone"), `${clone}\n`);
    await writeFile(join(place, "data"), Buffer.alloc(2_000_000));
  }
  expect(await look(abandonedDataCheck(folder()))).toEqual({
    verdict: "idle",
    sentence: `\`rm -rf '${left}'\` frees 2 MB.`,
  });
});
