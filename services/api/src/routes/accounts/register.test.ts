import { beforeAll, describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, errorOf, serveAccounts, sessionOf } from "../../../test/accounts.ts";
import { type EmptyDatabase, query, useTestServer } from "../../../test/postgres.ts";

const server = useTestServer();

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

const ANN = { email: "Ann@Example.org", password: "password-canary-1", displayName: "Ann" };

describe("POST /accounts", () => {
  it("makes an account and signs in to it", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const answer = await browser.post("/accounts", ANN);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { person, accessToken, expiresAt } = sessionOf(answer);
    expect(person).toEqual({ id: expect.any(String), displayName: "Ann", kind: "account" });
    expect(new Date(expiresAt).getTime()).toBeGreaterThan(Date.now());
    expect((await browser.me(accessToken)).body).toEqual({ ...person, email: "Ann@Example.org" });
  });

  it("stores of the password a hash that nobody can read it from", async () => {
    await using api = await serveAccounts(database);
    await new Browser(api).post("/accounts", { ...ANN, email: "hash@example.org" });
    const rows = await query(
      database.ownerUrl,
      "select password_hash from live_listen.people where email = 'hash@example.org'",
    );
    expect(rows).toEqual([{ password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) }]);
    expect(await server().readLog()).not.toContain("password-canary");
  });

  it("refuses an address that has an account already, in whatever case", async () => {
    await using api = await serveAccounts(database);
    await new Browser(api).post("/accounts", { ...ANN, email: "taken@example.org" });
    const browser = new Browser(api);
    const again = await browser.post("/accounts", { ...ANN, email: "TAKEN@example.org" });
    expect(again).toMatchObject({ status: 409, body: errorOf("email_taken") });
    expect(browser.cookies.size).toBe(0);
  });

  it("lets one of two through who take the same address at once", async () => {
    await using api = await serveAccounts(database);
    const both = await Promise.all(
      [1, 2].map(() => new Browser(api).post("/accounts", { ...ANN, email: "race@example.org" })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each([
    ["no address", { ...ANN, email: "ann" }, "email"],
    ["two addresses", { ...ANN, email: "a@example.org,b@example.org" }, "email"],
    ["a zero in the address", { ...ANN, email: "a\0@example.org" }, "email"],
    ["an endless address", { ...ANN, email: `${"a".repeat(250)}@example.org` }, "email"],
    ["a short password", { ...ANN, password: "1234567" }, "password"],
    ["a password short but for its bytes", { ...ANN, password: "🔑🔑🔑🔑" }, "password"],
    ["an endless password", { ...ANN, password: "a".repeat(129) }, "password"],
    ["half a character in the password", { ...ANN, password: "password\ud800" }, "password"],
    ["no name", { ...ANN, displayName: " " }, "displayName"],
    ["a zero in the name", { ...ANN, displayName: "A\0nn" }, "displayName"],
    ["a number for a name", { ...ANN, displayName: 7 }, "displayName"],
    ["nothing", {}, "email"],
  ])("refuses %s, and says where without repeating it", async (_, body, place) => {
    await using api = await serveAccounts(database);
    const answer = await new Browser(api).post("/accounts", body);
    expect(answer).toMatchObject({ status: 400, body: errorOf("invalid_request") });
    expect(JSON.stringify(answer.body)).toContain(`json at ${place}`);
    expect(JSON.stringify(answer.body)).not.toContain("canary");
  });

  it("refuses a form, and a body that says nothing of what it is", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    for (const type of ["application/x-www-form-urlencoded", "text/plain"]) {
      expect(await browser.post("/accounts", ANN, { "content-type": type })).toMatchObject({
        status: 415,
        body: errorOf("bad_request"),
      });
    }
    expect(await browser.post("/accounts")).toMatchObject({ status: 400 });
  });
});
