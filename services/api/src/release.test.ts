import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrations } from "../migrations/index.ts";
import { readRelease } from "./release.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "live-listen-release-"));
  await mkdir(join(folder, "migrations"));
  await writeFile(join(folder, "package.json"), '{"version":"1.2.3"}');
});
afterEach(() => rm(folder, { recursive: true }));

describe("the release", () => {
  it("is what the build left behind", async () => {
    const release = { version: "9.9.9", commit: "abc", schema: { oldest: "0001-a", newest: "0002-b" } };
    await writeFile(join(folder, "release.json"), JSON.stringify(release));
    expect(readRelease(folder)).toEqual(release);
  });

  it.each(["{}", "not json", "[]", '{"version":"1"}'])("is refused when the build left %s behind", async (text) => {
    await writeFile(join(folder, "release.json"), text);
    expect(() => readRelease(folder)).toThrow(/release.json does not describe a release: build again/);
  });

  it("of a working copy is its version, with the newest migration of its folder", async () => {
    for (const file of ["0002-b.ts", "0001-a.ts", "0002-b.test.ts", "index.ts", "range.ts"]) {
      await writeFile(join(folder, "migrations", file), "");
    }
    expect(readRelease(folder)).toMatchObject({
      version: "1.2.3",
      commit: "development",
      schema: { newest: "0002-b" },
    });
  });

  it("of this package ends with the last migration in its list", () => {
    expect(readRelease().schema.newest).toBe(Object.keys(migrations).at(-1));
  });

  it("can't be told without any migration", () => {
    expect(() => readRelease(folder)).toThrow("holds no migration");
  });
});
