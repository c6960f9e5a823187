import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importing, runChild, runScript, type TestChild } from "../test/child.ts";
import { useFolder } from "../test/folder.ts";

const folder = useFolder();

/** Runs code with a checklist in a process of its own, whose standard error is no terminal. */
async function runChecklist(code: string): Promise<TestChild> {
  const child = await runScript(folder(), script(code));
  await child.ended;
  return child;
}

function script(code: string): string {
  return `${importing("checklists", "cli/checklist.ts")}
    const interruption = new AbortController();
    const checklist = new checklists.Checklist(interruption.signal);
    ${code}`;
}

describe("without a terminal", () => {
  test("a step is a line when it begins and one when it is done, on standard error, without escapes", async () => {
    const child = await runChecklist(
      `console.log(await checklist.step("Stack local", async () => 7, (count) => count + " created"));`,
    );
    expect(child.stdout()).toBe("7\n");
    const lines = child.stderr().trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^❯ Stack local$/);
    expect(lines[1]).toMatch(/^✔ Stack local: 7 created \(\d.* s\)$/);
    expect(child.stderr()).not.toContain("\u001b");
  });

  test("progress that comes fast is not told", async () => {
    const child = await runChecklist(
      `await checklist.step("A", async (progress) => { for (let n = 0; n < 100; n += 1) progress("at " + n); }, () => "done");`,
    );
    expect(child.stderr()).not.toContain("at ");
  });

  test("a failure is marked and thrown as it is, and its sentence is left for the end", async () => {
    const child = await runChecklist(
      `const thrown = new Error("The sentence.");
       const caught = await checklist.step("A", async () => { throw thrown; }, () => "").catch((error) => error);
       console.log(caught === thrown);`,
    );
    expect(child.stdout()).toBe("true\n");
    expect(child.stderr()).toMatch(/^✖ A$/m);
    expect(child.stderr()).not.toContain("The sentence.");
  });

  test("what a step throws is thrown on even when it is nothing", async () => {
    const child = await runChecklist(
      `await checklist.step("A", () => Promise.reject(undefined), () => "").then(
         () => console.log("done"), (error) => console.log("failed", error));`,
    );
    expect(child.stdout()).toBe("failed undefined\n");
  });

  test("after an interruption no step begins", async () => {
    const child = await runChecklist(
      `interruption.abort(new Error("interrupted"));
       await checklist.step("A", async () => console.log("ran"), () => "").catch((error) => console.log(error.message));`,
    );
    expect([child.stdout(), child.stderr()]).toEqual(["interrupted\n", ""]);
  });
});

test("on a terminal the line of a step is drawn over, with its progress below", async () => {
  const program = join(folder(), "terminal.ts");
  await writeFile(
    program,
    script(
      `await checklist.step("Stack local", async (progress) => {
         progress("creating Role");
         await new Promise((resolve) => setTimeout(resolve, 300));
         return 7;
       }, (count) => count + " created");`,
    ),
  );
  const child = runOnTerminal(`stty cols 100 rows 30; '${process.execPath}' '${program}'`);
  expect(await child.ended).toBe(0);
  expect(child.stdout()).toContain("creating Role");
  expect(child.stdout()).toContain("\u001b[");
  expect(child.stdout()).toMatch(/Stack local: 7 created/);
});

/** Runs a shell command on a terminal of its own: `script` takes its arguments in another order on BSD and macOS. */
function runOnTerminal(command: string): TestChild {
  const args = process.platform === "linux" ? ["-qec", command, "/dev/null"] : ["-q", "/dev/null", "sh", "-c", command];
  return runChild("script", args);
}
