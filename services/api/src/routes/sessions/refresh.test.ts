import { beforeEach, describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, errorOf, serveAccounts, sessionOf } from "../../../test/accounts.ts";
import { type EmptyDatabase, query, useTestServer } from "../../../test/postgres.ts";

const server = useTestServer();

let database: EmptyDatabase;
beforeEach(async () => {
  database = await createMigratedDatabase(server());
});

/** Makes all that happened to sessions happen longer ago. */
async function age(interval: string): Promise<void> {
  await query(
    database.ownerUrl,
    `update live_listen.sessions set created_at = created_at - $1::interval, rotated_at = rotated_at - $1::interval,
            expires_at = expires_at - $1::interval`,
    [interval],
  );
}

async function sessionRows() {
  return await query<{ expires_at: Date }>(database.ownerUrl, "select * from live_listen.sessions");
}

describe("POST /sessions/refresh", () => {
  it("gives the same person a new access token, and the cookie another value", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const begun = sessionOf(await browser.post("/guests", { displayName: "Ann" }));
    const seen = new Set([browser.cookieHeader]);
    for (let time = 1; time <= 3; time += 1) {
      const answer = await browser.post("/sessions/refresh");
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      const { person, accessToken } = sessionOf(answer);
      expect(person).toEqual(begun.person);
      expect(accessToken).not.toBe(begun.accessToken);
      expect((await browser.me(accessToken)).status).toBe(200);
      expect(seen).not.toContain(browser.cookieHeader);
      seen.add(browser.cookieHeader);
    }
    expect(await sessionRows()).toHaveLength(1);
  });

  it("keeps no token: neither the database nor its log holds one", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    await browser.post("/guests", { displayName: "Ann" });
    await browser.post("/sessions/refresh");
    const [token = ""] = browser.cookies.values();
    const secret = Buffer.from(token, "base64url").subarray(16);
    const stored = JSON.stringify(await sessionRows()) + (await server().readLog());
    for (const form of ["hex", "base64", "base64url"] as const) expect(stored).not.toContain(secret.toString(form));
    expect(stored).not.toContain(JSON.stringify(secret).slice(1, -1));
  });

  it("gives a client that lost the answer the very same cookie again, for half a minute", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    await browser.post("/guests", { displayName: "Ann" });
    const before = browser.cookieHeader;
    await browser.post("/sessions/refresh");
    await age("25 seconds");
    const retried = new Browser(api, { cookie: before });
    expect((await retried.post("/sessions/refresh")).status).toBe(200);
    expect(retried.cookieHeader).toBe(browser.cookieHeader);
    expect((await browser.post("/sessions/refresh")).status).toBe(200);
  });

  it("gives tabs that ask at once one and the same cookie", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    await browser.post("/guests", { displayName: "Ann" });
    const tabs = Array.from({ length: 20 }, () => new Browser(api, { cookie: browser.cookieHeader }));
    const answers = await Promise.all(tabs.map((tab) => tab.post("/sessions/refresh")));
    expect(answers.map(({ status }) => status)).toEqual(tabs.map(() => 200));
    const cookies = new Set(tabs.map(({ cookieHeader }) => cookieHeader));
    expect(cookies.size).toBe(1);
    expect(cookies).not.toContain(browser.cookieHeader);
    expect(await new Browser(api, { cookie: [...cookies].join() }).post("/sessions/refresh")).toMatchObject({
      status: 200,
    });
  });

  it("ends the session for everybody when a cookie is used a second time later, and logs whose it was", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const { person } = sessionOf(await browser.post("/guests", { displayName: "Ann" }));
    const thief = new Browser(api, { cookie: browser.cookieHeader });
    await browser.post("/sessions/refresh");
    await age("31 seconds");
    const stolen = await thief.post("/sessions/refresh");
    expect(stolen).toMatchObject({ status: 401, body: errorOf("session_over") });
    expect(await sessionRows()).toEqual([]);
    expect(await browser.post("/sessions/refresh")).toMatchObject({ status: 401, body: errorOf("session_over") });
    expect(browser.cookies.size).toBe(0);
    expect(api.lines).toContainEqual(
      expect.objectContaining({
        level: "warn",
        msg: "a refresh token was used twice, and its session ended",
        personId: person.id,
      }),
    );
  });

  it("notices a cookie of long ago as well, even within the half minute", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    await browser.post("/guests", { displayName: "Ann" });
    const thief = new Browser(api, { cookie: browser.cookieHeader });
    await browser.post("/sessions/refresh");
    await browser.post("/sessions/refresh");
    expect(await thief.post("/sessions/refresh")).toMatchObject({ status: 401 });
    expect(await browser.post("/sessions/refresh")).toMatchObject({ status: 401 });
  });

  it("leaves other sessions of the same person alone when one is ended", async () => {
    await using api = await serveAccounts(database);
    const credentials = { email: "ann@example.org", password: "a good password" };
    const [here, there] = [new Browser(api), new Browser(api)];
    await here.post("/accounts", { ...credentials, displayName: "Ann" });
    await there.post("/sessions", credentials);
    const thief = new Browser(api, { cookie: here.cookieHeader });
    await here.post("/sessions/refresh");
    await here.post("/sessions/refresh");
    await thief.post("/sessions/refresh");
    expect(await here.post("/sessions/refresh")).toMatchObject({ status: 401 });
    expect(await there.post("/sessions/refresh")).toMatchObject({ status: 200 });
  });

  it("ends after thirty days without use, goes on with use, and ends after half a year anyway", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    await browser.post("/guests", { displayName: "Ann" });
    for (let day = 29; day < 180; day += 29) {
      await age("29 days");
      expect((await browser.post("/sessions/refresh")).status).toBe(200);
    }
    await age("7 days");
    expect(await browser.post("/sessions/refresh")).toMatchObject({ status: 401, body: errorOf("session_over") });

    const idle = new Browser(api);
    await idle.post("/guests", { displayName: "Bob" });
    await age("30 days");
    expect(await idle.post("/sessions/refresh")).toMatchObject({ status: 401 });
  });

  it("takes anything else in the cookie for no session", async () => {
    await using api = await serveAccounts(database);
    for (const token of ["", "a", ...[63, 64, 65].map((length) => "a".repeat(length)), "%00", "é", '"', "a;b"]) {
      const cookie = Buffer.from(`live-listen-session=${token}`).toString("latin1");
      expect(await new Browser(api, { cookie }).post("/sessions/refresh")).toMatchObject({
        status: 401,
        body: errorOf("session_over"),
      });
    }
  });

  it("needs a page of the web app, which other pages can't be", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    await browser.post("/guests", { displayName: "Ann" });
    for (const origin of ["", "https://evil.example", "null", "http://localhost:3000.evil.example"]) {
      for (const [method, path] of [
        ["POST", "/sessions/refresh"],
        ["DELETE", "/sessions/current"],
      ] as const) {
        expect(await browser.send(method, path, undefined, { origin })).toMatchObject({
          status: 403,
          body: errorOf("foreign_origin"),
        });
      }
    }
    expect(await browser.post("/sessions/refresh")).toMatchObject({ status: 200 });
  });
});
