import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { Fault } from "../fault.ts";
import { openStateFile } from "./state-file.ts";

const schema = z.object({ names: z.array(z.string()) });
const open = (folder: string) => openStateFile(folder, "test.json", schema, () => ({ names: [] as string[] }));

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "state-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("what is saved is there when it is opened again, for its owner alone", async () => {
  const folder = join(await temporaryFolder(), "deep", "state");
  const first = await open(folder);
  first.state.names.push("a");
  await first.save();
  expect((await open(folder)).state).toEqual({ names: ["a"] });
  expect(await readdir(folder)).toEqual(["test.json"]);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, "test.json"))).mode & 0o777).toBe(0o600);
});

test("every save that has ended is on disk, however many are under way", async () => {
  const folder = await temporaryFolder();
  const { state, save } = await open(folder);
  await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      state.names.push(`name-${index}`);
      await save();
      const text = await readFile(join(folder, "test.json"), "utf8");
      expect(schema.parse(JSON.parse(text)).names).toContain(`name-${index}`);
    }),
  );
});

test("a save that fails tells so, and the next one is not in its way", async () => {
  const folder = await temporaryFolder();
  const { state, save } = await open(folder);
  await mkdir(join(folder, "test.json.new"));
  state.names.push("a");
  await expect(save()).rejects.toThrow("EISDIR");
  await rm(join(folder, "test.json.new"), { recursive: true });
  await save();
  expect((await open(folder)).state).toEqual({ names: ["a"] });
});

test("what a write that was killed has left behind is of no account", async () => {
  const folder = await temporaryFolder();
  const { state, save } = await open(folder);
  state.names.push("a");
  await save();
  await writeFile(join(folder, "test.json.new"), '{"names": [');
  expect((await open(folder)).state).toEqual({ names: ["a"] });
});

test.each([["{"], ['{"names": "many"}'], [""]])("%j is a fault with its cure, and stays where it is", async (text) => {
  const folder = await temporaryFolder();
  const path = join(folder, "test.json");
  await writeFile(path, text);
  const thrown = await open(folder).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Fault);
  expect((thrown as Fault).message).toBe(
    `${path} is not the state of this version: move it away to begin with an empty one.`,
  );
  expect(await readFile(path, "utf8")).toBe(text);
});
