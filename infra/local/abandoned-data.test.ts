import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../test/folder.ts";
import { findAbandonedData, noteClone } from "./abandoned-data.ts";
import { localPaths } from "./paths.ts";

const folder = useFolder();

test("data outside its clone is found when the clone is gone, and not before", async () => {
  const [clone, state] = [join(folder(), "clone"), join(folder(), "state")];
  await mkdir(clone);
  await noteClone({ ...localPaths(clone, true), postgresData: join(state, "0123456789ab", "postgres") });
  expect(await findAbandonedData(state)).toEqual([]);
  await rm(clone, { recursive: true });
  expect(await findAbandonedData(state)).toEqual([{ folder: join(state, "0123456789ab"), clone }]);
});

test("a folder without a note is nobody's to delete, and a missing one holds nothing", async () => {
  await mkdir(join(folder(), "state", "other"), { recursive: true });
  expect(await findAbandonedData(join(folder(), "state"))).toEqual([]);
  expect(await findAbandonedData(join(folder(), "missing"))).toEqual([]);
});

test("data inside its clone goes with it, so nothing is noted", async () => {
  await noteClone(localPaths(folder(), false));
  expect(await readdir(folder())).toEqual([]);
});
