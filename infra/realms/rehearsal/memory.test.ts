import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { memoryMebibytes } from "./memory.ts";

const children: ReturnType<typeof spawn>[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function holding(mebibytes: number, ...args: string[]) {
  const script = `globalThis.held = Buffer.alloc(${mebibytes} * 2 ** 20, 1); console.log("held"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["-e", script, ...args], { stdio: ["ignore", "pipe", "ignore"] });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

test("counts a process with all that it has started", async () => {
  const before = await memoryMebibytes(process.pid, []);
  await holding(200);
  expect((await memoryMebibytes(process.pid, [])) - before).toBeGreaterThan(190);
});

test("counts what runs on a folder, whoever has started it", async () => {
  const child = await holding(100, "/some/folder/of-a-rehearsal");
  const { pid = 0 } = await holding(10);
  const alone = await memoryMebibytes(pid, []);
  const together = await memoryMebibytes(pid, ["/some/folder/of-a-rehearsal"]);
  expect(together - alone).toBeGreaterThan(90);
  expect(child.exitCode).toBeNull();
});
