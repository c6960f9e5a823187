import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { useFolder } from "../test/folder.ts";
import { isInstalled, packagesToInstall } from "./installed.js";
import { INSTALLED, PACKAGES, writePackages } from "./test/temporary-clone.ts";

const root = useFolder();
const node = () => join(root(), "node_modules", "node", "bin", "node");
const lockFile = () => join(root(), "package-lock.json");
const record = () => join(root(), "node_modules", ".package-lock.json");

beforeEach(async () => {
  await mkdir(join(node(), ".."), { recursive: true });
  await writeFile(node(), "");
  await writePackages(lockFile(), PACKAGES);
  await writePackages(record(), INSTALLED);
});

test("what the lock file says is installed, though not what is optional and for another platform", () => {
  expect(isInstalled(root(), node())).toBe(true);
});

test.each([
  ["a package that is missing", { ...INSTALLED, "node_modules/left": undefined }],
  ["a package in another version", { ...INSTALLED, "node_modules/left": { version: "1.0.1" } }],
  ["a package in place of a link", { ...INSTALLED, "node_modules/link": { version: "1.0.0" } }],
])("%s has to be installed", async (_what, installed) => {
  await writePackages(record(), installed);
  expect(isInstalled(root(), node())).toBe(false);
});

test("an install that was cut off has no record", async () => {
  await rm(record());
  expect(isInstalled(root(), node())).toBe(false);
});

test("a record that is damaged is none", async () => {
  await writeFile(record(), "{");
  expect(isInstalled(root(), node())).toBe(false);
});

test("packages without the Node that one of them brings are not enough", async () => {
  await rm(node());
  expect(isInstalled(root(), node())).toBe(false);
});

test("the packages that an install fetches here are counted", () => {
  expect(packagesToInstall(root())).toBe(1);
});

test("without a lock file nothing can be counted", async () => {
  await rm(lockFile());
  expect(packagesToInstall(root())).toBe(0);
});
