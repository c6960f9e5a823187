import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { useFolder } from "../test/folder.ts";
import { releaseOfCheckout } from "./checkout-release.ts";

const folder = useFolder();
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], {
    cwd: folder(),
    encoding: "utf8",
  }).trim();
const put = (name: string, text: string) => writeFile(join(folder(), name), text);

describe("a checkout", () => {
  beforeEach(async () => {
    git("init", "--quiet");
    await put("file", "one");
    git("add", "file");
    git("commit", "--quiet", "--message=one");
  });

  test("without changes is named by its commit", async () => {
    expect(await releaseOfCheckout(folder())).toBe(git("rev-parse", "HEAD"));
  });

  test("with changes is named by what it holds, files that git doesn't know yet among it", async () => {
    await put("file", "two");
    const changed = await releaseOfCheckout(folder());
    expect(changed).toMatch(/^[0-9a-f]{40}$/);
    await put("another", "three");
    const more = await releaseOfCheckout(folder());
    expect(new Set([git("rev-parse", "HEAD"), changed, more]).size).toBe(3);
    expect(git("ls-tree", "--name-only", more).split("\n")).toEqual(["another", "file"]);
    expect(await releaseOfCheckout(folder())).toBe(more);
  });

  test("keeps what a person has staged", async () => {
    await put("file", "two");
    git("add", "file");
    await put("file", "three");
    await releaseOfCheckout(folder());
    expect(git("diff", "--cached")).toContain("+two");
    expect(git("diff")).toContain("+three");
  });
});

test("what is no clone, or has no commit, is told with the command that makes one", async () => {
  await expect(releaseOfCheckout(folder())).rejects.toThrow(
    /is no git clone .*: clone the repository with `git clone`\.$/,
  );
});
