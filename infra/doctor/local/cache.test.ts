import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { look } from "../test/look.ts";
import { cacheCheck } from "./cache.ts";

const folder = useFolder();

test("a cache that can be written tells its size; one that isn't there can be made", async () => {
  expect(await look(cacheCheck(join(folder(), "a", "b")))).toMatchObject({
    verdict: "good",
    sentence: expect.stringContaining("can be made"),
  });
  await mkdir(join(folder(), "sub"));
  await writeFile(join(folder(), "sub", "file"), Buffer.alloc(3_000_000));
  expect(await look(cacheCheck(folder()))).toEqual({
    verdict: "good",
    sentence: `${folder()} can be written and holds 3 MB.`,
  });
});

test("one that can't be made is wrong", async () => {
  const file = join(folder(), "file");
  await writeFile(file, "", { mode: 0o755 });
  expect(await look(cacheCheck(join(file, "cache")))).toMatchObject({
    verdict: "wrong",
    sentence: expect.stringContaining("XDG_CACHE_HOME"),
  });
});
