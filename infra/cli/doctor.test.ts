import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../local/paths.ts";
import { runChild } from "../test/child.ts";

async function doctor(...args: string[]) {
  const child = runChild(process.execPath, [join(ROOT, "infra", "cli", "main.ts"), "doctor", ...args]);
  return { code: await child.ended, stdout: child.stdout(), stderr: child.stderr() };
}

test("each check is a line with a mark; the exit code tells whether one of them is wrong", async () => {
  const { code, stdout, stderr } = await doctor();
  const lines = stdout.trimEnd().split("\n");
  for (const line of lines) expect(line).toMatch(/^[✔✖–] [^:]+: \S.*\.?$/);
  const faults = lines.filter((line) => line.startsWith("✖")).length;
  expect(code).toBe(faults === 0 ? 0 : 1);
  expect(stderr).toBe(
    faults === 0 ? "" : `${faults} of ${lines.length} checks found something wrong: each names its cure above.\n`,
  );
});

test("--json is one line, healthy exactly if the exit code is 0", async () => {
  const { code, stdout } = await doctor("local", "--json");
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  const { environment, healthy, findings } = JSON.parse(stdout);
  expect(environment).toBe("local");
  expect(healthy).toBe(code === 0);
  expect(findings).toContainEqual({ name: "Node", verdict: expect.any(String), sentence: expect.any(String) });
});

test("an environment that isn't on this machine is refused", async () => {
  expect(await doctor("staging")).toMatchObject({ code: 1, stdout: "" });
  expect(await doctor("nowhere")).toMatchObject({ code: 2, stdout: "" });
});
