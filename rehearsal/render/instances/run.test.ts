import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAlive } from "../../postgres/process.ts";
import { makeTemporaryFolder } from "../../postgres/temporary-folder.ts";
import { ProcessRecords } from "./process-records.ts";
import { startOf } from "./process-start.ts";
import { type Exit, run } from "./run.ts";

/** Runs a program of Node's. @returns it, and what it puts out */
async function start(text: string, records: ProcessRecords) {
  const lines: string[] = [];
  const command = {
    program: process.execPath,
    parameters: ["-e", text],
    directory: "/",
    environment: {},
  };
  const running = run(command, records, (line, stream) => lines.push(`${stream} ${line}`));
  return { ...running, lines };
}

test.each<[string, Exit]>([
  ["process.exit(0)", { status: 0 }],
  ["process.exit(3)", { status: 3 }],
  ["process.kill(process.pid, 'SIGTERM')", { signal: "SIGTERM" }],
])("%s is told", async (text, exit) => {
  await using folder = await makeTemporaryFolder();
  const running = await start(text, new ProcessRecords(join(folder.path, "processes")));
  expect(await running.exited).toEqual(exit);
  expect(await readdir(join(folder.path, "processes"))).toEqual([]);
});

test("all output is told before the end is, also a last line without an end", async () => {
  await using folder = await makeTemporaryFolder();
  const text = "for (let n = 0; n < 5000; n += 1) console.log(n); process.stderr.write('é last')";
  const running = await start(text, new ProcessRecords(folder.path));
  await running.exited;
  expect(running.lines.filter((line) => line.startsWith("stdout"))).toHaveLength(5000);
  expect(running.lines).toContain("stderr é last");
});

test("an end is told also where a process that has left the group holds the output open", async () => {
  await using folder = await makeTemporaryFolder();
  const text = `const { spawn } = require("node:child_process");
    const away = spawn("sleep", ["600"], { detached: true, stdio: "inherit" });
    console.log(away.pid); away.unref(); process.exit(0)`;
  const running = await start(text, new ProcessRecords(folder.path));
  expect(await running.exited).toEqual({ status: 0 });
  process.kill(Number(running.lines[0]?.split(" ")[1]), "SIGKILL");
});

test("a program that isn't there is told as Docker tells it", async () => {
  await using folder = await makeTemporaryFolder();
  const lines: string[] = [];
  const command = { program: "no-such-program", parameters: [], directory: "/", environment: { PATH: "/bin" } };
  const running = run(command, new ProcessRecords(folder.path), (line) => lines.push(line));
  expect(await running.exited).toEqual({ status: 127 });
  expect(await running.stop(0)).toEqual({ status: 127 });
  expect(lines).toEqual(['exec: "no-such-program": not found']);
});

test("whoever comes later ends what is recorded, but no process that was given the number of one", async () => {
  await using folder = await makeTemporaryFolder();
  const directory = join(folder.path, "processes");
  const stay = "console.log('here'); setInterval(() => {}, 1000)";
  const left = await start(stay, new ProcessRecords(directory));
  const [pid] = await readdir(directory);
  const elsewhere = join(folder.path, "elsewhere");
  const stranger = await start(stay, new ProcessRecords(elsewhere));
  const [other = ""] = await readdir(elsewhere);
  await writeFile(join(directory, other), "of another start of this machine");
  await mkdir(directory, { recursive: true });
  await new ProcessRecords(directory).endAll();
  expect(await left.exited).toEqual({ signal: "SIGKILL" });
  expect(await isAlive(Number(pid))).toBe(false);
  expect(await isAlive(Number(other))).toBe(true);
  expect(await readdir(directory)).toEqual([]);
  await stranger.kill();
});

/** Starts a group, records it, and lets its leader end. @returns the process that is left of it */
async function startLeaderless(records: ProcessRecords, instance: string): Promise<number> {
  // It waits until it is recorded: one that has ended is not.
  const leader = spawn("/bin/sh", ["-c", "read go; sleep 600 >/dev/null & echo $!"], {
    env: { RENDER_INSTANCE_ID: instance },
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
  if (leader.pid !== undefined) records.add(leader.pid, "srv-a-1");
  leader.stdin.end("\n");
  const [[line]] = await Promise.all([once(leader.stdout, "data"), once(leader, "exit")]);
  // Until it has become what it is to be, it has no environment to be known by.
  await expect.poll(() => readFile(`/proc/${Number(line)}/cmdline`, "utf8")).toContain("sleep\0");
  return Number(line);
}

test.runIf(process.platform === "linux")(
  "whoever comes later ends what is left of a group whose leader has ended, but no group of somebody else",
  async () => {
    await using folder = await makeTemporaryFolder();
    const directory = join(folder.path, "processes");
    const records = new ProcessRecords(directory);
    const left = await startLeaderless(records, "srv-a-1");
    const other = await startLeaderless(records, "srv-b-1");
    await new ProcessRecords(directory).endAll();
    const alive = [await isAlive(left), await isAlive(other)];
    for (const pid of [left, other]) if (await isAlive(pid)) process.kill(pid, "SIGKILL");
    expect(alive).toEqual([false, true]);
    expect(await readdir(directory)).toEqual([]);
    expect(await readdir(folder.path)).toEqual(["processes"]);
  },
);

test("the start of a process is its own, and that of none is none", () => {
  expect(startOf(process.pid)).toBe(startOf(process.pid));
  expect(startOf(process.pid)).not.toBe(startOf(process.ppid));
  expect(startOf(99_999_999)).toBeUndefined();
});
