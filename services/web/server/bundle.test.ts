import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashBundle, readBundle } from "./bundle.ts";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "bundle-"));
});

afterAll(() => rm(directory, { recursive: true }));

describe("readBundle", () => {
  it("reads every file below the directory, in the order of their paths, and follows no link out of it", async () => {
    const built = join(directory, "built");
    await mkdir(join(built, "assets"), { recursive: true });
    await writeFile(join(built, "index.html"), "page");
    await writeFile(join(built, "assets", "a.js"), "script");
    await symlink("/etc/hostname", join(built, "hostname"));
    const files = await readBundle(built);
    expect([...files].map(([name, content]) => [name, content.toString()])).toEqual([
      ["assets/a.js", "script"],
      ["index.html", "page"],
    ]);
  });

  it("says how to build when there is nothing built", async () => {
    const missing = join(directory, "missing");
    await expect(readBundle(missing)).rejects.toThrow(
      `There is no built page in ${missing}; build it with \`npm run build -w @live-listen/web\`.`,
    );
  });
});

describe("hashBundle", () => {
  const hash = (files: Record<string, string>) =>
    hashBundle(new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));

  it("doesn't depend on the order of the files", () => {
    expect(hash({ a: "1", b: "2" })).toBe(hash({ b: "2", a: "1" }));
  });

  it("changes with a name, a content, and where one file ends and the next begins", () => {
    const hashes = [{ a: "1", b: "2" }, { a: "1", c: "2" }, { a: "1", b: "3" }, { a: "12", b: "" }, { a: "1" }].map(
      hash,
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
