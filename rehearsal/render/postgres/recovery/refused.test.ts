import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { POSTGRES, type TemporaryRender, temporaryRender, WORKSPACES } from "../../test-render.ts";
import { placesOf } from "../places.ts";
import { query } from "../test-query.ts";
import { backedUp, between, FAST, instanceWithBackup, note, settled, untilRecoverable } from "./test-recovery.ts";

let render: TemporaryRender;
beforeAll(async () => {
  render = await temporaryRender({ pace: FAST });
});
afterAll(() => render[Symbol.asyncDispose]());

test("an archive with a gap is not taken for one that ends there: the recovery is refused, with nothing left over", async () => {
  const { id, string } = await instanceWithBackup(render);
  await note(string, "before");
  await query(string, "CREATE TABLE filler AS SELECT md5(i::text) FROM generate_series(1, 60000) i");
  const time = await between();
  const { wal, data } = placesOf(render.options.postgres.dataDirectory, id);
  const segments = async () => (await readdir(wal)).filter((name) => /^[0-9A-F]{24}$/.test(name)).sort();
  await expect.poll(async () => (await segments()).length).toBeGreaterThan(4);
  const [, , third = ""] = await segments();
  await rm(join(wal, third));
  await rm(join(data, "pg_wal", third), { force: true });
  await untilRecoverable(time);
  const before = await state();
  const answer = await render.call("POST", `/postgres/${id}/recovery`, { restoreTime: time });
  expect(answer).toEqual({
    status: 400,
    body: {
      message: expect.stringMatching(
        /^The archive \S+ has a gap at [0-9A-F]{24}: recover to a time that a later backup reaches\.$/,
      ),
    },
  });
  expect(await state()).toEqual(before);
}, 60_000);

test("how far back a recovery goes is told, and what it doesn't reach is refused with nothing left over", async () => {
  const { id } = await instanceWithBackup(render);
  const young = await render.make("/postgres", POSTGRES);
  const info = await render.call("GET", `/postgres/${id}/recovery`);
  const { startsAt } = z.object({ startsAt: z.iso.datetime() }).parse(info.body);
  const free = await render.make("/postgres", { ...POSTGRES, plan: "free" });
  await settled(render, free);
  expect((await render.call("GET", `/postgres/${free}/recovery`)).body).toEqual({ recoveryStatus: "NOT_AVAILABLE" });
  await untilRecoverable(startsAt);
  await settled(render, young);
  await backedUp(render, young);
  const before = await state();

  const at = (milliseconds: number) => new Date(milliseconds).toISOString();
  const lag = FAST.milliseconds(600);
  // Made just before they are sent: what is too late to recover to is so for a moment only.
  const refused: readonly [() => object, number, RegExp, (string | undefined)?, string?][] = [
    [() => ({ restoreTime: at(Date.now()) }), 400, /at least ten minutes ago/],
    [() => ({ restoreTime: at(Date.now() - lag / 2) }), 400, /at least ten minutes ago/],
    [() => ({ restoreTime: at(Date.now() + 60_000) }), 400, /at least ten minutes ago/],
    [() => ({ restoreTime: at(Date.parse(startsAt) - 1) }), 400, /must not be before/],
    [() => ({ restoreTime: "yesterday" }), 400, /`restoreTime` must be a time such as/],
    [() => ({}), 400, /`restoreTime` is missing/],
    [() => ({ restoreTime: startsAt, plan: "free" }), 400, /into a free one/],
    [() => ({ restoreTime: startsAt, plan: "huge" }), 400, /`plan` must be one of/],
    [() => ({ restoreTime: startsAt, environmentId: "evm-none" }), 400, /no environment of this workspace/],
    [() => ({ restoreTime: startsAt, datadogApiKey: "key" }), 400, /not served by this stand-in/],
    [() => ({ restoreTime: startsAt }), 404, /not found/, WORKSPACES[2].apiKey],
    [() => ({ restoreTime: startsAt }), 404, /not found/, undefined, "dpg-none"],
    [() => ({ restoreTime: startsAt, plan: "basic_1gb" }), 400, /free instance/, undefined, free],
  ];
  for (const [body, status, sentence, apiKey, of = id] of refused) {
    const answer = await render.call("POST", `/postgres/${of}/recovery`, body(), apiKey);
    expect(answer).toEqual({ status, body: { message: expect.stringMatching(sentence) } });
  }
  expect(await state()).toEqual(before);
}, 120_000);

test("before its first backup an instance can't be recovered", async () => {
  const id = await render.make("/postgres", POSTGRES);
  expect((await render.call("GET", `/postgres/${id}/recovery`)).body).toEqual({ recoveryStatus: "BACKUP_NOT_READY" });
  const restoreTime = new Date(Date.now() - 5_000).toISOString();
  expect(await render.call("POST", `/postgres/${id}/recovery`, { restoreTime })).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining("no backup yet") },
  });
});

/** What there is of instances: as they are answered, and their folders. */
async function state() {
  const { body } = await render.call("GET", "/postgres?limit=100");
  const instances = z.array(z.object({ postgres: z.object({ id: z.string(), status: z.string() }) })).parse(body);
  return { instances, folders: await readdir(render.options.postgres.dataDirectory) };
}
