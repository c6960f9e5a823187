import { beforeAll, describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, serveAccounts, sessionOf } from "../../../test/accounts.ts";
import { type EmptyDatabase, useTestServer } from "../../../test/postgres.ts";

const server = useTestServer();

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

describe("DELETE /sessions/current", () => {
  it("ends the session, takes the cookie away, and logs who left", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const { person } = sessionOf(await browser.post("/guests", { displayName: "Ann" }));
    const copy = new Browser(api, { cookie: browser.cookieHeader });
    const answer = await browser.send("DELETE", "/sessions/current");
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(browser.cookies.size).toBe(0);
    expect(api.lines).toContainEqual(expect.objectContaining({ msg: "signed out", personId: person.id }));
    expect(await copy.post("/sessions/refresh")).toMatchObject({ status: 401 });
  });

  it("ends the whole family, also by a cookie that was used before", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    await browser.post("/guests", { displayName: "Ann" });
    const stale = new Browser(api, { cookie: browser.cookieHeader });
    await browser.post("/sessions/refresh");
    expect(await stale.send("DELETE", "/sessions/current")).toMatchObject({ status: 204 });
    expect(await browser.post("/sessions/refresh")).toMatchObject({ status: 401 });
  });

  it("does nothing without a session, which is fine", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    expect(await browser.send("DELETE", "/sessions/current")).toMatchObject({ status: 204 });
    await browser.post("/guests", { displayName: "Ann" });
    const copy = new Browser(api, { cookie: browser.cookieHeader });
    await browser.send("DELETE", "/sessions/current");
    expect(await copy.send("DELETE", "/sessions/current")).toMatchObject({ status: 204 });
  });
});
