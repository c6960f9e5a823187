import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTemporaryFolder } from "../../postgres/temporary-folder.ts";
import { POSTGRES, type TemporaryRender, temporaryRender, WORKSPACES } from "../test-render.ts";
import { FAST, instanceWithBackup, note, notes, settled } from "./recovery/test-recovery.ts";
import { query } from "./test-query.ts";

let render: TemporaryRender;
beforeAll(async () => {
  render = await temporaryRender({ pace: FAST });
});
afterAll(() => render[Symbol.asyncDispose]());

const startOf = async (string: string) => (await query(string, "SELECT pg_postmaster_start_time() AS since"))[0];
const refusal = (string: string) =>
  query(string, "SELECT").then(
    () => "none",
    ({ code }) => code,
  );
const change = (id: string, what: string) => render.call("POST", `/postgres/${id}/${what}`);

test("a suspended instance takes no connections, over a restart too, until it is resumed with its rows", async () => {
  await using folder = await makeTemporaryFolder();
  const first = await temporaryRender({ folder: folder.path, pace: FAST });
  const { id, string } = await instanceWithBackup(first);
  await note(string, "kept");
  expect(await first.call("POST", `/postgres/${id}/suspend`)).toEqual({ status: 202, body: undefined });
  const suspended = { status: "suspended", suspended: "suspended", suspenders: ["user"] };
  expect((await first.call("GET", `/postgres/${id}`)).body).toMatchObject(suspended);
  await expect.poll(() => refusal(string)).toBe("ECONNREFUSED");
  expect(await first.call("POST", `/postgres/${id}/restart`)).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/suspended/) },
  });
  expect(await first.call("POST", `/postgres/${id}/suspend`)).toMatchObject({ status: 202 });
  await first.stop();

  await using second = await temporaryRender({ folder: folder.path, pace: FAST });
  expect((await second.call("GET", `/postgres/${id}`)).body).toMatchObject(suspended);
  expect(await refusal(string)).toBe("ECONNREFUSED");
  expect(await second.call("POST", `/postgres/${id}/resume`)).toMatchObject({ status: 202 });
  await expect.poll(() => settled(second, id), { timeout: 30_000 }).toBe("available");
  expect((await second.call("GET", `/postgres/${id}`)).body).toMatchObject({
    suspended: "not_suspended",
    suspenders: [],
  });
  expect(await notes(string)).toEqual(["kept"]);
  expect(await second.call("POST", `/postgres/${id}/resume`)).toMatchObject({ status: 400 });
}, 60_000);

test("a restart and a failover end the sessions, keep the rows, and come back at the same address", async () => {
  const { id, string } = await instanceWithBackup(render, { plan: "pro_4gb", enableHighAvailability: true });
  await note(string, "kept");
  for (const what of ["restart", "failover"]) {
    const before = await startOf(string);
    const session = query(string, "SELECT pg_sleep(60)").catch((error: Error) => error.message);
    await expect
      .poll(() => query(string, "SELECT FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep'"))
      .toHaveLength(1);
    expect(await change(id, what)).toEqual({ status: 202, body: undefined });
    expect(await session).toMatch(/terminat/);
    await expect.poll(() => settled(render, id), { timeout: 30_000 }).toBe("available");
    expect(await startOf(string)).not.toEqual(before);
    expect(await notes(string)).toEqual(["kept"]);
  }
}, 60_000);

test("an instance restarts to get a standby, which its plan has to have, or another plan", async () => {
  const { id, string } = await instanceWithBackup(render, { plan: "pro_4gb" });
  const before = await startOf(string);
  const patch = (body: object) => render.call("PATCH", `/postgres/${id}`, body);
  expect(await patch({ enableHighAvailability: true })).toMatchObject({
    status: 200,
    body: { status: "config_restart", highAvailabilityEnabled: true },
  });
  await expect.poll(() => settled(render, id), { timeout: 30_000 }).toBe("available");
  const after = await startOf(string);
  expect(after).not.toEqual(before);
  expect(await patch({ plan: "basic_1gb" })).toMatchObject({ status: 400 });
  expect(await patch({ name: "renamed" })).toMatchObject({ status: 200, body: { status: "available" } });
  expect(await startOf(string)).toEqual(after);
  expect(await patch({ plan: "pro_8gb" })).toMatchObject({ status: 200, body: { status: "updating_instance" } });
  await expect.poll(() => settled(render, id), { timeout: 30_000 }).toBe("available");
  expect(await startOf(string)).not.toEqual(after);
}, 60_000);

test("what can't be done with an instance is refused", async () => {
  const id = await render.make("/postgres", POSTGRES);
  for (const what of ["restart", "suspend", "failover", "resume"]) {
    expect(await change(id, what)).toMatchObject({ status: 400, body: { message: expect.any(String) } });
    expect(await change("dpg-none", what)).toMatchObject({ status: 404 });
    const other = await render.call("POST", `/postgres/${id}/${what}`, undefined, WORKSPACES[2].apiKey);
    expect(other.status).toBe(404);
  }
  expect(await settled(render, id)).toBe("available");
  expect(await change(id, "failover")).toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/highly available/) },
  });
  expect(await change(id, "export")).toMatchObject({
    status: 404,
    body: { message: expect.stringMatching(/not served/) },
  });
}, 60_000);
