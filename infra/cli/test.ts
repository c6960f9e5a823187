import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Fault, UsageFault } from "../fault.ts";
import { ROOT } from "../local/paths.ts";
import { Checklist } from "./checklist.ts";
import { lint } from "./lint.ts";
import { type AddVerb, print } from "./verb.ts";

const reportSchema = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() });

export const addTest: AddVerb = (cli, { signal }) => {
  cli
    .command("test")
    .description("run every check and every test, or the tests whose files the words match")
    .argument("[words...]", "as Vitest takes them")
    .action(async (words: readonly string[]) => {
      const checklist = new Checklist(signal);
      // Found or built before the tests begin, so that none of them waits for it.
      const { findCli } = await import("../engine/find-cli.ts");
      await checklist.step("Pulumi CLI", findCli, ({ version, source }) => `${version} (${source})`);
      if (words.length === 0) await lint(checklist, signal);
      await runTests(words, signal);
    });
};

async function runTests(words: readonly string[], signal: AbortSignal): Promise<void> {
  const report = join(ROOT, "node_modules", ".cache", "test-report.json");
  await mkdir(dirname(report), { recursive: true });
  // What an earlier run found is not this one's.
  await rm(report, { force: true });
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...words];
  const vitest = join(ROOT, "node_modules", ".bin", "vitest");
  const child = spawn(vitest, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"], signal });
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const text = await readFile(report, "utf8").catch(() => undefined);
  if (text === undefined)
    throw new Fault(`The tests did not run (Vitest ended with code ${code}); what it says is above.`);
  const { numPassedTests, numFailedTests, numPendingTests } = reportSchema.parse(JSON.parse(text));
  print(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
  if (numPassedTests + numFailedTests === 0)
    throw new UsageFault(`No test is in a file whose path holds ${words.join(" or ")}.`);
  if (code !== 0) throw new Fault("Tests failed: `npm test -- <part of a file's path>` runs those of one file again.");
}
