import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("./main.js", import.meta.url));

test("a Node that can't read TypeScript says the cure instead of a stack trace", async () => {
  const older = promisify(execFile)(process.execPath, ["--no-experimental-strip-types", MAIN]);
  const { code, stderr } = await older.then(
    () => expect.unreachable(),
    (error: { code: number; stderr: string }) => error,
  );
  expect(stderr).toBe(
    `The program needs Node 24, but this is Node ${process.versions.node}: run \`eval "$(npm run --silent env -- local)"\` in this shell, then run pulumi again.\n`,
  );
  expect(code).toBe(32);
});
