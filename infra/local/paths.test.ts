import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { localPaths, ROOT } from "./paths.ts";

test("the root is the folder of the clone's project file", () => {
  expect(existsSync(join(ROOT, "Pulumi.yaml"))).toBe(true);
  expect(localPaths().root).toBe(ROOT);
});

test("an ordinary user has everything in the clone, below the folder that git ignores", () => {
  const { root, ...places } = localPaths("/home/me/clone", false);
  expect(root).toBe("/home/me/clone");
  for (const place of Object.values(places)) expect(place).toMatch(/^\/home\/me\/clone\/\.live-listen\/local/);
});

test("root has the database where another user can go, and all the rest in the clone", () => {
  const { root, postgresData, postgresBinaries, ...places } = localPaths("/root/clone", true);
  expect(root).toBe("/root/clone");
  expect(postgresData).toMatch(/^\/var\/lib\/live-listen\/[0-9a-f]{12}\/postgres$/);
  expect(postgresBinaries).toBe("/var/cache/live-listen/postgres");
  for (const place of Object.values(places)) expect(place).toMatch(/^\/root\/clone\/\.live-listen\/local/);
});

test("clones of root don't share their data, and keep it from run to run", () => {
  const dataOf = (root: string) => localPaths(root, true).postgresData;
  expect(dataOf("/root/one")).not.toBe(dataOf("/root/two"));
  expect(dataOf("/root/one")).toBe(dataOf("/root/one"));
});
