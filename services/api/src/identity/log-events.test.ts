import { beforeAll, describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, serveAccounts, sessionOf } from "../../test/accounts.ts";
import { type EmptyDatabase, query, useTestServer } from "../../test/postgres.ts";

const server = useTestServer();

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

const EVENTS = ["signed up", "signed in", "signed out", "came as a guest"];

describe("the log", () => {
  it("tells who came and who went, by the id of the person and of the request", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const ann = { email: "ann@example.org", password: "a good password", displayName: "Ann" };
    const { person } = sessionOf(await browser.post("/accounts", ann));
    await browser.send("DELETE", "/sessions/current");
    await browser.post("/sessions", ann);
    const guest = sessionOf(await new Browser(api).post("/guests", { displayName: "Bob" }));
    const events = api.lines.filter(({ msg }) => EVENTS.includes(String(msg)));
    expect(events.map(({ msg, personId }) => [msg, personId])).toEqual([
      ["signed up", person.id],
      ["signed out", person.id],
      ["signed in", person.id],
      ["came as a guest", guest.person.id],
    ]);
    for (const event of events) expect(event).toMatchObject({ level: "info", requestId: expect.any(String) });
  });

  it("holds no address, name, password or token, whatever goes right or wrong", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const ann = { email: "email-canary@example.org", password: "password-canary", displayName: "name-canary" };
    const secrets = new Set(["canary"]);
    const note = ({ accessToken }: { accessToken: string }) => {
      secrets.add(accessToken);
      for (const cookie of browser.cookies.values()) secrets.add(cookie);
    };
    note(sessionOf(await browser.post("/accounts", ann)));
    const thief = new Browser(api, { cookie: browser.cookieHeader });
    await browser.post("/accounts", ann);
    await browser.post("/accounts", { ...ann, password: "canary" });
    await browser.post("/accounts", { ...ann, email: "canary" });
    await browser.post("/sessions", { ...ann, password: "wrong-canary" });
    await browser.post("/sessions", { ...ann, email: "nobody-canary@example.org" });
    note(sessionOf(await browser.post("/sessions", ann)));
    note(sessionOf(await browser.post("/sessions/refresh")));
    note(sessionOf(await browser.post("/sessions/refresh")));
    await thief.post("/sessions/refresh");
    await browser.me("token-canary");
    await browser.send("DELETE", "/sessions/current");
    expect(secrets.size).toBeGreaterThan(6);
    for (const secret of secrets) expect(api.text()).not.toContain(secret);
  });

  it("holds none of it either when the database refuses a row, and repeats the row in its error", async () => {
    const strict = await createMigratedDatabase(server());
    await query(strict.ownerUrl, "alter table live_listen.people add constraint strict check (display_name = 'Bob')");
    await using api = await serveAccounts(strict);
    const ann = { email: "email-canary@example.org", password: "password-canary", displayName: "name-canary" };
    for (const path of ["/accounts", "/guests"]) expect((await new Browser(api).post(path, ann)).status).toBe(500);
    expect(api.text()).toContain("strict");
    expect(api.text()).not.toContain("canary");
    expect(api.text()).not.toContain("argon2id");
  });

  it("holds none of it either when the database fails", async () => {
    const empty = await server().createDatabase();
    await using api = await serveAccounts({ ...empty, appUrl: empty.ownerUrl });
    const browser = new Browser(api, { cookie: `live-listen-session=${"cookie_canary".padEnd(64, "a")}` });
    const ann = { email: "email-canary@example.org", password: "password-canary", displayName: "name-canary" };
    for (const path of ["/accounts", "/sessions", "/guests", "/sessions/refresh"]) {
      expect((await browser.post(path, ann)).status).toBe(500);
    }
    expect(api.text()).toContain("does not exist");
    expect(api.text()).not.toContain("canary");
  });
});
