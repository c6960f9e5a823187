import { beforeAll, describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, errorOf, serveAccounts } from "../../test/accounts.ts";
import { type EmptyDatabase, useTestServer } from "../../test/postgres.ts";
import type { RateLimits } from "./limits.ts";

const server = useTestServer();

const ANN = { email: "ann@example.org", password: "a good password" };

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
  await using api = await serveAccounts(database);
  await new Browser(api).post("/accounts", { ...ANN, displayName: "Ann" });
});

const twice = { limit: 2, windowSeconds: 600 };

describe("limits by address", () => {
  it.each<[keyof RateLimits, string, unknown]>([
    ["registerByAddress", "/accounts", {}],
    ["guestByAddress", "/guests", { displayName: "Ann" }],
    ["refreshByAddress", "/sessions/refresh", undefined],
    ["signInByAddress", "/sessions", { ...ANN, password: "wrong password" }],
  ])("hold by %s at %s, and say when to come back", async (name, path, body) => {
    await using api = await serveAccounts(database, { rateLimits: { [name]: twice } });
    const from = (address: string) => new Browser(api, { "x-forwarded-for": address });
    for (let time = 0; time < 2; time += 1) {
      const { status, headers } = await from("203.0.113.7").post(path, body);
      expect(status).not.toBe(429);
      expect(headers.get("ratelimit-policy")).not.toBeNull();
    }
    const refused = await from("203.0.113.7").post(path, body);
    expect(refused).toMatchObject({ status: 429, body: errorOf("too_many_requests") });
    expect(refused.headers.get("ratelimit")).toMatch(/^limit=2, remaining=0, reset=(600|599)$/);
    expect(refused.headers.get("ratelimit-policy")).toBe("2;w=600");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(590);
    expect(refused.headers.get("access-control-expose-headers")).toContain("retry-after");
    expect(JSON.stringify(refused.body)).toContain("try again in 10 minutes");

    expect((await from("203.0.113.8").post(path, body)).status).not.toBe(429);
    expect(await from("198.51.100.1, 203.0.113.7").post(path, body)).toMatchObject({ status: 429 });
  });

  it("count the addresses of one site as one", async () => {
    await using api = await serveAccounts(database, { rateLimits: { guestByAddress: twice } });
    const statuses = [];
    for (const address of ["2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:ff::1", "2001:db8:0:100::1"]) {
      const browser = new Browser(api, { "x-forwarded-for": address });
      statuses.push((await browser.post("/guests", { displayName: "Ann" })).status);
    }
    expect(statuses).toEqual([201, 201, 429, 201]);
  });
});

describe("limits of failed attempts", () => {
  const wrong = { ...ANN, password: "wrong password" };

  it("hold for an account at one address, whatever its case, and leave its owner elsewhere alone", async () => {
    await using api = await serveAccounts(database, { rateLimits: { failedSignInByAccountAndAddress: twice } });
    const from = (address: string) => new Browser(api, { "x-forwarded-for": address });
    await from("203.0.113.7").post("/sessions", wrong);
    await from("203.0.113.7").post("/sessions", { ...wrong, email: " ANN@example.org" });
    expect(await from("203.0.113.7").post("/sessions", ANN)).toMatchObject({ status: 429 });
    expect(await from("203.0.113.7").post("/sessions", { ...wrong, email: "bob@example.org" })).toMatchObject({
      status: 401,
    });
    expect(await from("203.0.113.8").post("/sessions", ANN)).toMatchObject({ status: 201 });
  });

  it("hold for an account at all addresses together", async () => {
    await using api = await serveAccounts(database, { rateLimits: { failedSignInByAccount: twice } });
    const statuses = [];
    for (const address of ["203.0.113.1", "203.0.113.2", "203.0.113.3"]) {
      statuses.push((await new Browser(api, { "x-forwarded-for": address }).post("/sessions", wrong)).status);
    }
    expect(statuses).toEqual([401, 401, 429]);
  });

  it("don't count those that succeed", async () => {
    await using api = await serveAccounts(database, {
      rateLimits: { failedSignInByAccount: twice, failedSignInByAccountAndAddress: twice },
    });
    for (let time = 0; time < 5; time += 1) {
      expect(await new Browser(api).post("/sessions", ANN)).toMatchObject({ status: 201 });
    }
  });

  it("aren't undone by an attempt that is refused", async () => {
    await using api = await serveAccounts(database, { rateLimits: { failedSignInByAccountAndAddress: twice } });
    const statuses = [];
    for (let time = 0; time < 6; time += 1) statuses.push((await new Browser(api).post("/sessions", wrong)).status);
    expect(statuses).toEqual([401, 401, 429, 429, 429, 429]);
  });

  it("leave a request alone that names no account", async () => {
    await using api = await serveAccounts(database, { rateLimits: { failedSignInByAccount: twice } });
    for (const body of [{}, [], "text", null, { email: 7 }, { email: "nobody" }]) {
      expect(await new Browser(api).post("/sessions", body)).toMatchObject({ status: 400 });
    }
  });
});
