import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { keysGivenNoMore } from "./given-keys.ts";

const folder = useFolder();
const file = () => join(folder(), "given-keys.json");

test("a key that was given once and is not any more is found, again and again, until it is given again", async () => {
  expect(await keysGivenNoMore(file(), ["a:one", "a:two"])).toEqual([]);
  expect(await keysGivenNoMore(file(), ["a:two"])).toEqual(["a:one"]);
  expect(await keysGivenNoMore(file(), ["a:two", "a:three"])).toEqual(["a:one"]);
  expect(await keysGivenNoMore(file(), ["a:one", "a:two", "a:three"])).toEqual([]);
});

test("a file that is damaged takes nothing away, and is made anew", async () => {
  await writeFile(file(), '{"');
  expect(await keysGivenNoMore(file(), ["a:one"])).toEqual([]);
  expect(await keysGivenNoMore(file(), [])).toEqual(["a:one"]);
});
