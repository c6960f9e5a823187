import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../local/paths.ts";
import { runChild } from "../test/child.ts";
import { useFolder } from "../test/folder.ts";

const folder = useFolder();

async function separation(...args: string[]) {
  const main = join(ROOT, "infra", "cli", "main.ts");
  const child = runChild(process.execPath, [main, "separation", ...args], { cwd: folder() });
  return { code: await child.ended, stdout: child.stdout(), stderr: child.stderr() };
}

async function writeOutputs(environment: string, jwtSecret: string, key = "k") {
  const outputs = {
    environment,
    fingerprintKeyId: key.repeat(43),
    fingerprints: { jwtSecret: jwtSecret.repeat(43), webHost: environment.padEnd(43, "-") },
  };
  await writeFile(join(folder(), `${environment}.json`), JSON.stringify(outputs));
}

const FILES = ["--outputs", "staging=staging.json", "production=production.json"];

test("stacks of two backends are compared by the files of their outputs, without an engine", async () => {
  await writeOutputs("staging", "s");
  await writeOutputs("production", "p");
  const apart = await separation(...FILES);
  expect([apart.code, apart.stderr]).toEqual([0, ""]);
  expect(apart.stdout).toContain("staging and production share none of 2 things.\n");
  await writeOutputs("production", "s");
  const shared = await separation(...FILES, "--json");
  expect(shared.code).toBe(1);
  expect(JSON.parse(shared.stdout)).toMatchObject({
    apart: false,
    compared: 2,
    shared: [{ stacks: ["staging", "production"], kinds: ["jwtSecret", "jwtSecret"] }],
  });
  expect(shared.stderr).toMatch(/^The environments are .*: staging and production share jwtSecret: .*\n$/);
});

test("what can't be compared is one sentence", async () => {
  await writeOutputs("staging", "s");
  await writeOutputs("production", "p", "another");
  const { code, stdout, stderr } = await separation(...FILES);
  expect([code, stdout]).toEqual([1, ""]);
  // Seven letters 43 times are no fingerprint.
  expect(stderr).toMatch(/^production\.json holds no fingerprints of production: .*\n$/);
  await writeOutputs("production", "p", "x");
  expect((await separation(...FILES)).stderr).toMatch(/^The fingerprints of .* are made with different keys.*\n$/);
});

test.each([
  [["--outputs", "staging=staging.json"], /^The outputs of staging and of production are compared, each from one file/],
  [["--outputs", "staging.json"], /^staging\.json names no environment and file/],
  [["--outputs", "staging=s.json", "production=s.json"], /^s\.json is given for both environments/],
  [["--rehearsal", ...FILES], /^--outputs names the files/],
])("%j is wrong usage", async (args, sentence) => {
  const { code, stdout, stderr } = await separation(...args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(sentence);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
});
