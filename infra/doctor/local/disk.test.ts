import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { look } from "../test/look.ts";
import { diskCheck } from "./disk.ts";

test("a disk has room, or too little", async () => {
  expect(await look(diskCheck("/clone", async () => 5_000_000_000))).toEqual({
    verdict: "good",
    sentence: "5000 MB free on the disk of /clone.",
  });
  expect(await look(diskCheck("/clone", async () => 1_000_000_000))).toMatchObject({
    verdict: "wrong",
    sentence: expect.stringMatching(/^1000 MB free .* 2000 MB may be needed: `du /),
  });
  expect((await look(diskCheck(tmpdir()))).sentence).toMatch(/^\d+ MB free/);
});
