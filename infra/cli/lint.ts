import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Fault } from "../fault.ts";
import { ROOT } from "../local/paths.ts";
import { Checklist } from "./checklist.ts";
import { type AddVerb, note } from "./verb.ts";

/** What is checked without running anything: each a program of `node_modules`, with its arguments. */
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  Types: ["tsc", "--project", "tsconfig.json"],
  "Types of the page": ["tsc", "--project", "services/web"],
  "Types of the status page": ["tsc", "--project", "infra/realms/rehearsal/status/page"],
  "Format and lint": ["biome", "ci", "--colors=off", "--error-on-warnings", "."],
  "Direction of imports": ["depcruise", "stacks", "services", "infra", "rehearsal"],
  "Secrets in files": ["secretlint", "--secretlintignore", ".gitignore", "**/*"],
};

export const addLint: AddVerb = (cli, { signal }) => {
  cli
    .command("lint")
    .description("check types, format, the direction of imports, and that no file holds a secret")
    .action(() => lint(new Checklist(signal), signal));
};

/**
 * Runs every check, and all of them even if one fails.
 *
 * @throws Fault that names the checks that failed; what they found is on standard error.
 */
export async function lint(checklist: Checklist, signal: AbortSignal): Promise<void> {
  const failed: string[] = [];
  const found: string[] = [];
  for (const [title, [program, ...args]] of Object.entries(CHECKS)) {
    if (!program) continue;
    await checklist
      .step(
        title,
        () => runCheck(program, args, signal),
        () => "good",
      )
      .catch((error: unknown) => {
        signal.throwIfAborted();
        failed.push(title);
        found.push(error instanceof Error ? error.message : String(error));
      });
  }
  if (failed.length === 0) return;
  for (const output of found) note(output);
  throw new Fault(`${failed.join(", ")}: mend what is listed above; \`npm run fix\` mends the format by itself.`);
}

async function runCheck(program: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  const child = spawn(join(ROOT, "node_modules", ".bin", program), [...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  const exited = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  if (code !== 0) throw new Error(`${stdout}${stderr}`.trim());
}
