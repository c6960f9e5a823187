import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeTemporaryFolder } from "../../postgres/temporary-folder.ts";
import { Logs } from "./logs.ts";
import { KEPT_LINES } from "./resource-log.ts";

function put(logs: Logs, text: string, resource = "srv-a"): void {
  logs.put({ resource, instance: "srv-a-1", text, stream: "stdout" });
}

const textsOf = (logs: Logs, ...resources: readonly string[]) => logs.of(resources).map(({ text }) => text);

test("lines are there in their order, across resources too, and no two have one time", async () => {
  await using folder = await makeTemporaryFolder();
  const logs = new Logs(join(folder.path, "logs"));
  for (let index = 0; index < 50; index += 1) put(logs, `line ${index}`, index % 2 === 0 ? "srv-a" : "job-b");
  expect(textsOf(logs, "job-b", "srv-a")).toEqual(Array.from({ length: 50 }, (_, index) => `line ${index}`));
  expect(new Set(logs.of(["srv-a", "job-b"]).map(({ at }) => at)).size).toBe(50);
  logs.flush();
});

test("what was put out is there after a restart, for its owner alone, also when the last line was cut off", async () => {
  await using folder = await makeTemporaryFolder();
  const directory = join(folder.path, "logs");
  const logs = new Logs(directory);
  put(logs, "first");
  logs.say({ resource: "srv-a", text: "second", type: "build", level: "error" });
  logs.flush();
  const path = join(directory, "srv-a.jsonl");
  expect([(await stat(path)).mode & 0o777, (await stat(directory)).mode & 0o777]).toEqual([0o600, 0o700]);
  await writeFile(path, `${await readFile(path, "utf8")}{"id":"x","at`);
  expect(new Logs(directory).of(["srv-a"])).toEqual(logs.of(["srv-a"]));
});

test("only the last lines are kept, in memory and on disk", async () => {
  await using folder = await makeTemporaryFolder();
  const directory = join(folder.path, "logs");
  const logs = new Logs(directory);
  const count = 2 * KEPT_LINES + 10;
  for (let index = 0; index < count; index += 1) put(logs, `line ${index}`);
  logs.flush();
  const texts = textsOf(logs, "srv-a");
  expect([texts.length, texts[0], texts.at(-1)]).toEqual([
    KEPT_LINES,
    `line ${count - KEPT_LINES}`,
    `line ${count - 1}`,
  ]);
  const written = (await readFile(join(directory, "srv-a.jsonl"), "utf8")).trimEnd().split("\n");
  expect(written).toHaveLength(KEPT_LINES);
  put(logs, "more");
  logs.flush();
  expect(textsOf(new Logs(directory), "srv-a")).toEqual([...texts.slice(1), "more"]);
});

test("a resource that is removed leaves nothing, also of lines that were about to be written", async () => {
  await using folder = await makeTemporaryFolder();
  const directory = join(folder.path, "logs");
  const logs = new Logs(directory);
  put(logs, "one");
  logs.flush();
  put(logs, "two");
  logs.remove("srv-a");
  logs.flush();
  expect(await readdir(directory)).toEqual([]);
  expect(textsOf(logs, "srv-a")).toEqual([]);
});

test("lines that can't be written are told once, and written as soon as they can be", async () => {
  await using folder = await makeTemporaryFolder();
  const directory = join(folder.path, "logs");
  const faults: string[] = [];
  const logs = new Logs(directory, ({ message }) => faults.push(message));
  await writeFile(directory, "in its place");
  for (const text of ["one", "two"]) {
    put(logs, text);
    await sleep(100);
  }
  expect(faults).toEqual([expect.stringContaining("srv-a.jsonl can't be written")]);
  await rm(directory);
  put(logs, "three");
  logs.flush();
  expect(textsOf(new Logs(directory), "srv-a")).toEqual(["one", "two", "three"]);
});
