import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { POSTGRES, type TemporaryRender, temporaryRender, WORKSPACES } from "../../test-render.ts";
import { placesOf } from "../places.ts";
import { query } from "../test-query.ts";
import {
  backedUp,
  between,
  FAST,
  instanceWithBackup,
  note,
  notes,
  recovered,
  settled,
  untilRecoverable,
} from "./test-recovery.ts";

let render: TemporaryRender;
beforeAll(async () => {
  render = await temporaryRender({
    pace: FAST,
    workspaces: [...WORKSPACES, { ownerId: "tea-hobby", name: "Hobby", apiKey: "rnd_hobby", plan: "hobby" }],
  });
});
afterAll(() => render[Symbol.asyncDispose]());

test("whatever was written before the time is there, and nothing that came after, for each of many times", async () => {
  const { id, string } = await instanceWithBackup(render);
  const times: string[] = [];
  for (let row = 0; row < 40; row += 1) {
    await note(string, `row ${row}`);
    times.push(await between());
  }
  const wanted = [0, 13, 26, 38];
  await untilRecoverable(times[39] ?? "");
  const copies = await Promise.all(wanted.map((row) => recovered(render, id, times[row] ?? "")));
  const found = await Promise.all(
    copies.map(async (copy) => {
      expect(await settled(render, copy)).toBe("available");
      return notes(await render.connectionString(copy));
    }),
  );
  expect(found).toEqual(wanted.map((last) => Array.from({ length: last + 1 }, (_, row) => `row ${row}`)));
  expect(await notes(string)).toHaveLength(40);
  for (const copy of copies) await render.call("DELETE", `/postgres/${copy}`);
}, 120_000);

test("a recovered instance is a new one, with the other's database and users, and can be recovered itself", async () => {
  const { id, string } = await instanceWithBackup(render, { plan: "pro_4gb", enableHighAvailability: true });
  await query(string, "CREATE ROLE reader LOGIN PASSWORD 'r'");
  await note(string, "first");
  const time = await between();
  await note(string, "too late");
  await untilRecoverable(time);
  const answer = await render.call("POST", `/postgres/${id}/recovery`, { restoreTime: time });
  const source = z.looseObject({}).parse((await render.call("GET", `/postgres/${id}`)).body);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      id: expect.not.stringMatching(id),
      name: "main-recovery",
      status: "recovery_in_progress",
      plan: "pro_4gb",
      region: source.region,
      databaseName: source.databaseName,
      databaseUser: source.databaseUser,
      highAvailabilityEnabled: false,
    },
  });
  const copy = z.object({ id: z.string() }).parse(answer.body).id;
  expect(await settled(render, copy)).toBe("available");

  const copyString = await render.connectionString(copy);
  const [one, other] = [new URL(string), new URL(copyString)];
  expect(other.port).not.toBe(one.port);
  expect(other.password).not.toBe(one.password);
  await expect(query(copyString.replace(other.password, one.password), "SELECT")).rejects.toThrow(/password/);
  await query(copyString.replace(`app:${other.password}`, "reader:r"), "SELECT");
  await query(string, "SELECT");

  await backedUp(render, copy);
  await note(copyString, "second");
  const later = await between();
  await note(copyString, "too late again");
  const copyOfCopy = await recovered(render, copy, later, { restoreName: "third", plan: "basic_1gb" });
  expect(await settled(render, copyOfCopy)).toBe("available");
  expect(await notes(await render.connectionString(copyOfCopy))).toEqual(["first", "second"]);
  expect((await render.call("GET", `/postgres/${copyOfCopy}`)).body).toMatchObject({
    name: "third",
    plan: "basic_1gb",
  });
  const folder = render.options.postgres.dataDirectory;
  expect(await readdir(`${folder}/${copyOfCopy}`)).not.toContain("restore");
}, 120_000);

test("an instance that nobody has written to since the time is recovered as well, also when it is suspended", async () => {
  const { id, string } = await instanceWithBackup(render);
  await note(string, "last");
  const time = await between();
  await render.call("POST", `/postgres/${id}/suspend`);
  await expect.poll(() => query(string, "SELECT").catch(({ code }) => code)).toBe("ECONNREFUSED");
  const copy = await recovered(render, id, time);
  expect(await settled(render, copy)).toBe("available");
  expect(await notes(await render.connectionString(copy))).toEqual(["last"]);
  expect((await render.call("GET", `/postgres/${id}`)).body).toMatchObject({ status: "suspended" });
}, 120_000);

test("an instance that is down is recovered with what it had not archived", async () => {
  const { id, string } = await instanceWithBackup(render);
  await note(string, "before the crash");
  const time = await between();
  await note(string, "too late");
  await render.outages.takeDown(id);
  const copy = await recovered(render, id, time);
  expect(await settled(render, copy)).toBe("available");
  expect(await notes(await render.connectionString(copy))).toEqual(["before the crash"]);
}, 120_000);

test("the source may be deleted as soon as the recovery is answered, and so may what is being recovered", async () => {
  const { id, string } = await instanceWithBackup(render);
  await note(string, "kept");
  const time = await between();
  const copy = await recovered(render, id, time);
  const unwanted = await recovered(render, id, time);
  expect((await render.call("DELETE", `/postgres/${id}`)).status).toBe(204);
  expect((await render.call("DELETE", `/postgres/${unwanted}`)).status).toBe(204);
  expect(await settled(render, copy)).toBe("available");
  expect(await notes(await render.connectionString(copy))).toEqual(["kept"]);
  const left = await readdir(render.options.postgres.dataDirectory);
  expect(left.filter((name) => name.includes(id) || name.includes(unwanted))).toEqual([]);
}, 120_000);

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
  expect(answer.status).toBe(500);
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
  const refused: readonly [object, number, RegExp, (string | undefined)?, string?][] = [
    [{ restoreTime: at(Date.now()) }, 400, /at least ten minutes ago/],
    [{ restoreTime: at(Date.now() - lag + 500) }, 400, /at least ten minutes ago/],
    [{ restoreTime: at(Date.now() + 60_000) }, 400, /at least ten minutes ago/],
    [{ restoreTime: at(Date.parse(startsAt) - 1) }, 400, /must not be before/],
    [{ restoreTime: "yesterday" }, 400, /`restoreTime` must be a time such as/],
    [{}, 400, /`restoreTime` is missing/],
    [{ restoreTime: startsAt, plan: "free" }, 400, /into a free one/],
    [{ restoreTime: startsAt, plan: "huge" }, 400, /`plan` must be one of/],
    [{ restoreTime: startsAt, environmentId: "evm-none" }, 400, /no environment of this workspace/],
    [{ restoreTime: startsAt, datadogApiKey: "key" }, 400, /not served by this stand-in/],
    [{ restoreTime: startsAt }, 404, /not found/, WORKSPACES[2].apiKey],
    [{ restoreTime: startsAt }, 404, /not found/, undefined, "dpg-none"],
    [{ restoreTime: startsAt, plan: "basic_1gb" }, 400, /free instance/, undefined, free],
  ];
  for (const [body, status, sentence, apiKey, of = id] of refused) {
    const answer = await render.call("POST", `/postgres/${of}/recovery`, body, apiKey);
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
