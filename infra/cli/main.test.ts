import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { environments } from "@live-listen/stacks";
import { describe, expect, test } from "vitest";
import { ROOT } from "../local/paths.ts";
import { runChild } from "../test/child.ts";

async function run(...args: string[]) {
  const child = runChild(process.execPath, [join(ROOT, "infra", "cli", "main.ts"), ...args]);
  const code = await child.ended;
  return { code, stdout: child.stdout(), stderr: child.stderr() };
}

describe("wrong usage ends with 2 and one sentence, without a stack", () => {
  test.each([
    [["dance"], "dance"],
    [["matrix", "--loud"], "--loud"],
    [["up"], "environment"],
    [["up", "nowhere"], "There is no environment called nowhere: it is one of local, staging, production."],
    [["db", "dance", "local"], "There is no `npm run db -- dance`: it is one of migrate, down, status."],
    [["smoke", "local", "staging"], "arguments"],
    [["up", "local", "--rehearsal"], "--rehearsal is for staging and production: run `npm run up -- local`."],
    [["up", "local", "--yes-replace", "x"], "--yes-replace is for staging and production"],
    [["env", "staging", "--stop"], "On the platforms nothing was left running"],
    [["doctor", "staging", "--wait", "soon"], "number of minutes"],
  ])("%j", async (args, words) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("a failure", () => {
  const args = ["db", "status", "staging"];

  test("ends with 1 and one sentence that names the command that cures it", async () => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^db works .* run `npm run db -- local`\.\n$/);
  });

  test("shows its stack with --debug", async () => {
    const { code, stderr } = await run(...args, "--debug");
    expect(code).toBe(1);
    expect(stderr).toMatch(/\n\s+at .*environment-argument\.ts/);
  });
});

describe("the matrix", () => {
  test("is printed as a table", async () => {
    const { code, stdout, stderr } = await run("matrix");
    expect([code, stderr]).toEqual([0, ""]);
    for (const { name, webUrl } of environments) expect(stdout).toMatch(new RegExp(`^${name} .*${webUrl}`, "m"));
  });

  test("is data with --json, through npm as well", async () => {
    const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "matrix", "--", "--json"], { cwd: ROOT });
    expect(JSON.parse(stdout)).toEqual(environments);
  });
});

describe("help", () => {
  test("tells every verb that package.json has, and ends with 0", async () => {
    const { code, stdout, stderr } = await run("--help");
    expect([code, stderr]).toEqual([0, ""]);
    const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    const bootstrapped = Object.entries<string>(scripts).flatMap(([name, script]) =>
      script.startsWith("node infra/cli/bootstrap.js ") ? [[name, script.split(" ")[2]]] : [],
    );
    expect(bootstrapped.length).toBeGreaterThan(8);
    for (const [name, verb] of bootstrapped) {
      expect(verb).toBe(name);
      expect(stdout).toMatch(new RegExp(`^  ${verb}\\b`, "m"));
    }
  });

  test("of a verb tells its options", async () => {
    const { code, stdout } = await run("start", "--help");
    expect(code).toBe(0);
    expect(stdout).toContain("--once");
    expect(stdout).toContain("--json");
  });
});
