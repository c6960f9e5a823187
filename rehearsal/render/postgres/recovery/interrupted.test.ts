import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { makeTemporaryFolder } from "../../../postgres/temporary-folder.ts";
import { call, POSTGRES, type TemporaryRender, temporaryRender, WORKSPACES } from "../../test-render.ts";
import { placesOf } from "../places.ts";
import { between, FAST, instanceWithBackup, note, notes, settled, untilRecoverable } from "./test-recovery.ts";

const instances = z.array(z.object({ postgres: z.object({ id: z.string() }) }));

async function spawnRender(folder: string): Promise<{ child: ChildProcess; call: TemporaryRender["call"] }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "test-child.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (!child.stdout) throw new Error("the child has no output");
  for await (const url of createInterface(child.stdout)) {
    return { child, call: (method, path, body) => call(url, method, path, body, WORKSPACES[0].apiKey) };
  }
  throw new Error("the child has ended without a word");
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** Folders in which the data of an instance was being made. */
async function unfinished(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.includes(".making-"));
}

/** Prepares an instance with a row before a time and one after it, which can be recovered. */
async function prepared(folder: string): Promise<{ id: string; time: string }> {
  await using render = await temporaryRender({ folder, pace: FAST });
  const { id, string } = await instanceWithBackup(render);
  await note(string, "before");
  const time = await between();
  await note(string, "after");
  await untilRecoverable(time);
  return { id, time };
}

test.each([
  ["while its data is being made", "making"],
  ["as soon as it is answered", "answered"],
  ["when its server has come up", "server"],
] as const)(
  "a recovery that is killed %s is brought to its end by the next start",
  async (_when, moment) => {
    await using folder = await makeTemporaryFolder();
    const postgres = join(folder.path, "postgres");
    const { id, time } = await prepared(folder.path);
    const first = await spawnRender(folder.path);
    await expect
      .poll(async () => (await first.call("GET", `/postgres/${id}`)).body)
      .toMatchObject({ status: "available" });
    const asked = first.call("POST", `/postgres/${id}/recovery`, { restoreTime: time }).catch(() => undefined);
    if (moment === "making")
      await expect.poll(() => unfinished(postgres), { interval: 5, timeout: 20_000 }).not.toEqual([]);
    else expect(await asked).toMatchObject({ status: 200 });
    if (moment === "server") {
      const [copy = ""] = (await readdir(postgres)).filter((name) => /^dpg-\w+$/.test(name) && name !== id);
      const read = () => readFile(join(postgres, copy, "postmaster.pid"), "utf8").catch(() => "");
      await expect.poll(read, { interval: 5, timeout: 20_000 }).not.toBe("");
    }
    await kill(first.child);
    await asked;

    await using second = await temporaryRender({ folder: folder.path, pace: FAST });
    const found = instances.parse((await second.call("GET", "/postgres")).body).map(({ postgres: one }) => one.id);
    const [copy = ""] = found.filter((one) => one !== id);
    expect(await settled(second, copy)).toBe("available");
    expect(await notes(await second.connectionString(copy))).toEqual(["before"]);
    expect(await unfinished(postgres)).toEqual([]);
    expect((await readdir(join(postgres, copy))).filter((name) => /^restore$|\.signal$/.test(name))).toEqual([]);
    await second.call("DELETE", `/postgres/${copy}`);
    expect((await readdir(postgres)).filter((name) => name.includes(copy))).toEqual([]);
  },
  120_000,
);

test("a recovery whose source is gone before its data was made has failed, in a sentence, and leaves nothing", async () => {
  await using folder = await makeTemporaryFolder();
  const { id, time } = await prepared(folder.path);
  const first = await spawnRender(folder.path);
  const asked = first.call("POST", `/postgres/${id}/recovery`, { restoreTime: time }).catch(() => undefined);
  const postgres = join(folder.path, "postgres");
  await expect.poll(() => unfinished(postgres), { interval: 5, timeout: 20_000 }).not.toEqual([]);
  await kill(first.child);
  await asked;
  const file = join(folder.path, "state", "render.json");
  const state = JSON.parse(await readFile(file, "utf8"));
  const [copy] = state.postgres.filter((one: { id: string }) => one.id !== id);
  await writeFile(file, JSON.stringify({ ...state, postgres: [copy], deletedPostgres: [id] }));
  // On a busy machine the kill comes only when the data was made already.
  await rm(placesOf(postgres, copy.id).data, { recursive: true, force: true });

  const sentences: string[] = [];
  const onFault = ({ message }: Error) => sentences.push(message);
  await using second = await temporaryRender({ folder: folder.path, pace: FAST, onFault });
  expect(await settled(second, copy.id)).toBe("recovery_failed");
  expect(sentences).toEqual([
    expect.stringMatching(
      /^The Postgres instance "main-recovery" .* can't be recovered to 2.*Z: .* is gone: delete it\.$/,
    ),
  ]);
  expect((await second.call("DELETE", `/postgres/${copy.id}`)).status).toBe(204);
  await expect.poll(async () => (await readdir(postgres)).filter((name) => name.includes("dpg-"))).toEqual([]);
}, 120_000);

test("a base backup that is killed leaves nothing, and the next start takes one", async () => {
  await using folder = await makeTemporaryFolder();
  const first = await spawnRender(folder.path);
  const { body } = await first.call("POST", "/postgres", POSTGRES);
  const { id } = z.object({ id: z.string() }).parse(body);
  const backups = join(folder.path, "postgres", `${id}.archive`, "backups");
  const making = () => readdir(backups).catch(() => []);
  await expect.poll(making, { interval: 5, timeout: 30_000 }).not.toEqual([]);
  await sleep(20);
  await kill(first.child);

  await using second = await temporaryRender({ folder: folder.path, pace: FAST });
  await settled(second, id);
  await expect.poll(making, { timeout: 30_000 }).toEqual([expect.stringMatching(/^\d+$/)]);
}, 120_000);
