import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type TemporaryRender, temporaryRender } from "../../test-render.ts";
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
  render = await temporaryRender({ pace: FAST });
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
