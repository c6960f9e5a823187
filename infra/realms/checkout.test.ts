import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { useFolder } from "../test/folder.ts";
import { assertCommitted, isDirty } from "./checkout.ts";

const folder = useFolder();

test("a clone is dirty once it holds something that no commit does, and what is no clone always is", async () => {
  expect(await isDirty(folder())).toBe(true);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], { cwd: folder() });
  git("init", "--quiet");
  await writeFile(join(folder(), "file"), "one");
  expect(await isDirty(folder())).toBe(true);
  git("add", "file");
  git("commit", "--quiet", "--message=one");
  expect(await isDirty(folder())).toBe(false);
  await writeFile(join(folder(), "file"), "two");
  expect(await isDirty(folder())).toBe(true);
});

describe("a checkout with changes that are not committed", () => {
  beforeEach(async () => {
    execFileSync("git", ["init", "--quiet"], { cwd: folder() });
    await writeFile(join(folder(), "file"), "one");
  });

  test("doesn't become production without a word", async () => {
    await expect(assertCommitted(folder(), { name: "production" }, ["production-database"])).rejects.toThrow(
      /production from a checkout .* --yes-replace production\.$/,
    );
    await assertCommitted(folder(), { name: "production" }, ["production"]);
  });

  test("may become staging", async () => {
    await assertCommitted(folder(), { name: "staging" }, []);
  });
});
