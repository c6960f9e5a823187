import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageLockSchema, productionPackages } from "./production-packages.ts";

const ROOT = join(import.meta.dirname, "../../..");

function lock(packages: Readonly<Record<string, object>>) {
  return packageLockSchema.parse({ packages });
}

test("are what a workspace depends on, nearest first, workspaces where their sources are, and nothing for development", () => {
  const found = productionPackages(
    lock({
      "services/api": { dependencies: { a: "1", protocol: "1" }, devDependencies: { dev: "1" } },
      "services/api/node_modules/a": { dependencies: { b: "1" }, optionalDependencies: { "@x/native": "1" } },
      "services/api/node_modules/a/node_modules/b": { peerDependencies: { c: "1" } },
      "node_modules/a": {},
      "node_modules/b": {},
      "node_modules/c": { dependencies: { a: "1", unknown: "1" } },
      "node_modules/@x/native": {},
      "node_modules/dev": {},
      "node_modules/protocol": { link: true, resolved: "services/protocol" },
      "services/protocol": { dependencies: { c: "1" } },
    }),
    "services/api",
  );
  expect(found).toEqual([
    "node_modules/@x/native",
    "node_modules/a",
    "node_modules/c",
    "services/api",
    "services/api/node_modules/a",
    "services/api/node_modules/a/node_modules/b",
    "services/protocol",
  ]);
});

test("of the API are installed, and a compiler or a browser is not among them", () => {
  const found = productionPackages(
    packageLockSchema.parse(JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"))),
    "services/api",
  );
  expect(found).toEqual(expect.arrayContaining(["node_modules/pg", "node_modules/hono", "services/protocol"]));
  expect(found).not.toEqual(expect.arrayContaining([expect.stringMatching(/typescript|vitest|chromium|embedded/)]));
  expect(
    found.filter(
      (place) => !/argon2-|node-rs|emnapi|napi-rs|tybys|tslib/.test(place) && !existsSync(join(ROOT, place)),
    ),
  ).toEqual([]);
});
