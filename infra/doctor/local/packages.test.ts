import { expect, test } from "vitest";
import { look } from "../test/look.ts";
import { packagesCheck } from "./packages.ts";

test("packages are as the lock file says, or the cure is npm's", async () => {
  expect(await look(packagesCheck(() => true))).toMatchObject({ verdict: "good" });
  expect(await look(packagesCheck(() => false))).toMatchObject({
    verdict: "wrong",
    sentence: expect.stringContaining("`npm ci`"),
  });
});
