import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../test/folder.ts";
import { ensurePassphrase } from "./passphrase.ts";

const folder = useFolder();
const file = () => join(folder(), "missing", "passphrase");

test("a passphrase is random, long, this user's alone, and in a folder with nothing beside it", async () => {
  expect(await ensurePassphrase(file())).toBe(true);
  expect(await readFile(file(), "utf8")).toMatch(/^[\w-]{43}\n$/);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readdir(dirname(file()))).toEqual(["passphrase"]);
});

test("it is made once, however many ask for it at the same time", async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => ensurePassphrase(file())));
  expect(made.filter(Boolean)).toHaveLength(1);
  const first = await readFile(file(), "utf8");
  expect(await ensurePassphrase(file())).toBe(false);
  expect(await readFile(file(), "utf8")).toBe(first);
});
