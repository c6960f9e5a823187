import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isAlive } from "../alive.ts";
import { type DevProcess, startDevProcess } from "./dev-process.ts";

let directory: string;
let lines: string[];
let running: DevProcess | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "live-listen-dev-"));
  lines = [];
});
afterEach(async () => {
  await running?.stop();
  await rm(directory, { recursive: true, force: true });
});

async function start(source: string, args: readonly string[] = []): Promise<DevProcess> {
  await writeFile(join(directory, "program.mjs"), source);
  running = startDevProcess(
    { name: "api", directory, args: [...args, "program.mjs"], variables: { GREETING: "hello" } },
    (line) => lines.push(line),
  );
  return running;
}

test("its output comes line by line behind its name, and its variables are its own", async () => {
  vi.stubEnv("EXPORTED_BY_CHANCE", "canary");
  const { ended } = await start("console.log(process.env.GREETING); console.error(process.env.EXPORTED_BY_CHANCE);");
  await ended;
  expect(lines.sort()).toEqual(["api │ hello", "api │ undefined"]);
});

test("stopping it stops what it started too", async () => {
  const { stop } = await start(`
    import { spawn } from "node:child_process";
    const child = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
    console.log(child.pid);
    setInterval(() => {}, 1000);
  `);
  await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 10_000 });
  const pid = Number(lines[0]?.split(" ").at(-1));
  await stop();
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
});

test("what crashes under watch is shown, and comes back with the next change", async () => {
  await start("throw new Error('the first try');", ["--watch", "--watch-preserve-output"]);
  await vi.waitFor(() => expect(lines.join("\n")).toContain("the first try"), { timeout: 10_000 });
  await vi.waitFor(() => expect(lines.join("\n")).toMatch(/waiting for file changes/i), { timeout: 10_000 });
  await writeFile(join(directory, "program.mjs"), "console.log('the second try');");
  await vi.waitFor(() => expect(lines.join("\n")).toContain("the second try"), { timeout: 20_000 });
});
