import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fits, versionOf } from "./cli-version.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "live-listen-path-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function pulumiThat(script: string): Promise<NodeJS.ProcessEnv> {
  await writeFile(join(directory, "pulumi"), `#!/bin/sh\n${script}\n`);
  await chmod(join(directory, "pulumi"), 0o755);
  return { PATH: `${directory}:/bin:/usr/bin` };
}

test("its version is told without the v", async () => {
  expect(await versionOf("pulumi", await pulumiThat("echo v3.256.0"))).toBe("3.256.0");
});

test.each(["exit 1", "echo nonsense", "true"])("a program that answers with %j is none", async (script) => {
  expect(await versionOf("pulumi", await pulumiThat(script))).toBeUndefined();
});

test("no program is none", async () => {
  expect(await versionOf("pulumi", { PATH: directory })).toBeUndefined();
});

test.each([
  ["3.256.0", true],
  ["3.256.1", true],
  ["3.300.0", true],
  ["3.255.9", false],
  ["3.256.0-alpha.1", false],
  ["4.0.0", false],
  ["2.999.0", false],
])("%s fits 3.256.0: %s", (found, expected) => {
  expect(fits(found, "3.256.0")).toBe(expected);
});
