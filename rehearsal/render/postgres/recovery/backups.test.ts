import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { paceOf } from "../../../pace.ts";
import { type TemporaryRender, temporaryRender } from "../../test-render.ts";
import { placesOf } from "../places.ts";
import { query } from "../test-query.ts";
import { backedUp, between, instanceWithBackup, note, notes, settled } from "./test-recovery.ts";

/** A day of the vendor's takes 0.9 s, its window of 7 days 6 s. */
const VERY_FAST = paceOf(100_000);
const DAY_MILLISECONDS = VERY_FAST.milliseconds(24 * 60 * 60);

const startsAt = z.object({ startsAt: z.string() }).transform((info) => info.startsAt);

const placesIn = (render: TemporaryRender, id: string) => placesOf(render.options.postgres.dataDirectory, id);

/** Writes more than makes another base backup worth its disk. */
async function fill(string: string): Promise<void> {
  await query(string, "CREATE TABLE IF NOT EXISTS filler (line text)");
  await query(string, "INSERT INTO filler SELECT repeat(md5(i::text), 3) FROM generate_series(1, 130000) i");
}

test("backups are taken daily if there is something to back up, and kept for as long as a recovery may need them", async () => {
  await using render = await temporaryRender({ pace: VERY_FAST });
  const { id, string } = await instanceWithBackup(render);
  const { backups, wal } = placesIn(render, id);
  const first = await readdir(backups);
  expect(first).toHaveLength(1);
  await sleep(2.5 * DAY_MILLISECONDS);
  expect(await readdir(backups)).toEqual(first);

  await note(string, "early");
  const early = await between();
  await fill(string);
  await expect.poll(() => readdir(backups), { timeout: 20_000 }).toHaveLength(2);
  const copy = await render.call("POST", `/postgres/${id}/recovery`, { restoreTime: early });
  expect(copy.status).toBe(200);
  const { id: copyId } = z.object({ id: z.string() }).parse(copy.body);
  expect(await settled(render, copyId)).toBe("available");
  expect(await notes(await render.connectionString(copyId))).toEqual(["early"]);

  await expect.poll(() => readdir(backups), { timeout: 30_000 }).not.toContain(first[0]);
  const [oldest] = await readdir(backups);
  const manifest = JSON.parse(await readFile(join(backups, oldest ?? "", "manifest.json"), "utf8"));
  expect((await readdir(wal)).filter((name) => name < manifest.firstSegment)).toEqual([]);
  const { body } = await render.call("GET", `/postgres/${id}/recovery`);
  expect(Date.parse(startsAt.parse(body))).toBeGreaterThanOrEqual(Date.parse(manifest.wholeAt));
  expect(Date.parse(startsAt.parse(body))).toBeGreaterThan(Date.parse(early));
  expect(await render.call("POST", `/postgres/${id}/recovery`, { restoreTime: early })).toMatchObject({ status: 400 });
}, 120_000);

test("a plan without recovery lets the past go, and a plan with it begins a new one", async () => {
  await using render = await temporaryRender({ pace: VERY_FAST });
  const { id, string } = await instanceWithBackup(render);
  const recovery = async () => (await render.call("GET", `/postgres/${id}/recovery`)).body;
  await note(string, "kept");
  const before = startsAt.parse(await recovery());
  const { backups, wal } = placesIn(render, id);

  await render.call("PATCH", `/postgres/${id}`, { plan: "free" });
  expect(await recovery()).toEqual({ recoveryStatus: "NOT_AVAILABLE" });
  await expect
    .poll(async () => [...(await readdir(backups)), ...(await readdir(wal))], { timeout: 20_000 })
    .toEqual([]);
  await fill(string);
  expect(await readdir(wal)).toEqual([]);

  await render.call("PATCH", `/postgres/${id}`, { plan: "basic_1gb" });
  await backedUp(render, id);
  expect(Date.parse(startsAt.parse(await recovery()))).toBeGreaterThan(Date.parse(before));
  expect(await notes(string)).toEqual(["kept"]);
}, 120_000);

test("a backup that fails is told in a sentence, and taken up again", async () => {
  const sentences: string[] = [];
  await using render = await temporaryRender({
    pace: VERY_FAST,
    onFault: ({ message }) => sentences.push(message),
  });
  const { id } = await instanceWithBackup(render);
  const { data, backups } = placesIn(render, id);
  const pid = Number.parseInt(await readFile(join(data, "postmaster.pid"), "utf8"), 10);
  process.kill(pid, "SIGINT");
  await expect.poll(() => sentences.length, { timeout: 20_000 }).toBeGreaterThan(1);
  expect(sentences[0]).toMatch(
    new RegExp(
      `^The Postgres instance "main" \\(${id}\\) can't be backed up \\(.*ECONNREFUSED.*\\): look into its log`,
    ),
  );
  await render.call("POST", `/postgres/${id}/restart`);
  await expect.poll(() => settled(render, id)).toBe("available");
  await fill(await render.connectionString(id));
  await expect.poll(() => readdir(backups), { timeout: 20_000 }).toHaveLength(2);
}, 120_000);
