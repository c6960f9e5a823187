import { beforeAll, describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, errorOf, serveAccounts, sessionOf } from "../../../test/accounts.ts";
import { type EmptyDatabase, useTestServer } from "../../../test/postgres.ts";
import { argon2id, type PasswordHashing, Passwords } from "../../identity/passwords.ts";

const server = useTestServer();

const ANN = { email: "ann@example.org", password: "password-canary-1" };

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
  await using api = await serveAccounts(database);
  await new Browser(api).post("/accounts", { ...ANN, displayName: "Ann" });
});

/** Real hashing that keeps count. */
function createCountingHashing() {
  const calls = { hash: 0, verify: 0 };
  const hashing: PasswordHashing = {
    hash: (password) => {
      calls.hash += 1;
      return argon2id.hash(password);
    },
    verify: (hash, password) => {
      calls.verify += 1;
      return argon2id.verify(hash, password);
    },
  };
  return { calls, passwords: new Passwords(hashing) };
}

describe("POST /sessions", () => {
  it("signs in to an account, whatever the case of its address", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const answer = await browser.post("/sessions", { ...ANN, email: " ANN@example.ORG " });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { person, accessToken } = sessionOf(answer);
    expect(person).toMatchObject({ displayName: "Ann", kind: "account" });
    expect(await browser.me(accessToken)).toMatchObject({ status: 200, body: { ...person, email: ANN.email } });
  });

  it("takes a password in every form of Unicode, as keyboards differ in it", async () => {
    await using api = await serveAccounts(database);
    const [composed, decomposed] = ["Bl\u00fcmchen", "Blu\u0308mchen"];
    const email = "unicode@example.org";
    await new Browser(api).post("/accounts", { email, password: composed, displayName: "U" });
    expect(await new Browser(api).post("/sessions", { email, password: decomposed })).toMatchObject({ status: 201 });
    expect(await new Browser(api).post("/sessions", { email, password: `${composed} ` })).toMatchObject({
      status: 401,
    });
  });

  it("tells nobody whether an address has an account: same answer, and the same one verification", async () => {
    const { calls, passwords } = createCountingHashing();
    await using api = await serveAccounts(database, { passwords });
    const answers = [];
    for (const credentials of [
      { ...ANN, password: "wrong password" },
      { ...ANN, email: "nobody@example.org" },
      { ...ANN, password: "" },
    ]) {
      const before = { ...calls };
      const answer = await new Browser(api).post("/sessions", credentials, { "x-request-id": "same" });
      expect({ ...calls }).toEqual({ hash: before.hash, verify: before.verify + 1 });
      expect(answer.headers.getSetCookie()).toEqual([]);
      answers.push({ status: answer.status, body: answer.body });
    }
    const [first] = answers;
    expect(first).toMatchObject({ status: 401, body: errorOf("wrong_credentials") });
    for (const answer of answers) expect(answer).toEqual(first);
  });

  it("refuses what isn't a sign-in with 400", async () => {
    await using api = await serveAccounts(database);
    for (const body of [
      {},
      [],
      "text",
      null,
      { ...ANN, email: 7 },
      { ...ANN, password: ["a"] },
      { email: ANN.email },
    ]) {
      expect(await new Browser(api).post("/sessions", body)).toMatchObject({
        status: 400,
        body: errorOf("invalid_request"),
      });
    }
  });

  it("ends the session that the browser had until then, and no other", async () => {
    await using api = await serveAccounts(database);
    const [browser, elsewhere] = [new Browser(api), new Browser(api)];
    await elsewhere.post("/sessions", ANN);
    await browser.post("/guests", { displayName: "Guest" });
    const asGuest = browser.cookieHeader;
    await browser.post("/sessions", ANN);
    expect(await new Browser(api, { cookie: asGuest }).post("/sessions/refresh")).toMatchObject({ status: 401 });
    expect(await browser.post("/sessions/refresh")).toMatchObject({ status: 200 });
    expect(await elsewhere.post("/sessions/refresh")).toMatchObject({ status: 200 });
  });

  it("leaves a session alone when it fails", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    await browser.post("/guests", { displayName: "Guest" });
    await browser.post("/sessions", { ...ANN, password: "wrong password" });
    expect(await browser.post("/sessions/refresh")).toMatchObject({ status: 200 });
  });

  it("refuses pages of other sites, which would sign someone in as somebody else", async () => {
    await using api = await serveAccounts(database);
    for (const origin of ["https://evil.example", "null", "http://localhost:3001", "http://localhost:30000"]) {
      const answer = await new Browser(api, { origin }).post("/sessions", ANN);
      expect(answer).toMatchObject({ status: 403, body: errorOf("foreign_origin") });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(await new Browser(api, { origin: "" }).post("/sessions", ANN)).toMatchObject({ status: 201 });
  });
});

/** Six seconds on two idle cores, which other tests want as well. */
const LONG_MILLISECONDS = 240_000;

describe("10,000 attempts to sign in", () => {
  it(
    "on one account are refused cheaply after the first ten, while its owner gets in from elsewhere",
    async () => {
      const { calls, passwords } = createCountingHashing();
      await using api = await serveAccounts(database, {
        passwords,
        rateLimits: { signInByAddress: { limit: 100_000, windowSeconds: 600 } },
      });
      const browser = new Browser(api);
      const statuses = await inLanes(10_000, 50, async (attempt) => {
        const { status } = await browser.post("/sessions", { ...ANN, password: `wrong password ${attempt}` });
        return status;
      });
      expect(countOf(statuses)).toEqual({ 401: 10, 429: 9_990 });
      expect(calls.verify).toBe(10);
      expect(await new Browser(api, { "x-forwarded-for": "198.51.100.7" }).post("/sessions", ANN)).toMatchObject({
        status: 201,
      });
    },
    LONG_MILLISECONDS,
  );

  it(
    "from as many addresses, on as many accounts, neither fill the memory nor hold up anything else",
    async () => {
      let running = 0;
      let most = 0;
      const hashing: PasswordHashing = {
        ...argon2id,
        verify: async (hash, password) => {
          running += 1;
          most = Math.max(most, running);
          const matches = await argon2id.verify(hash, password);
          running -= 1;
          return matches;
        },
      };
      const passwords = new Passwords(hashing, { running: 1, waiting: 20 });
      await using api = await serveAccounts(database, { passwords });
      let health = 0;
      const statuses = await inLanes(10_000, 100, async (attempt) => {
        const address = `198.${18 + (attempt >> 16)}.${(attempt >> 8) & 255}.${attempt & 255}`;
        const browser = new Browser(api, { "x-forwarded-for": address });
        if (attempt % 500 === 0) health += Number((await browser.send("GET", "/version")).status === 200);
        const { status } = await browser.post("/sessions", {
          email: `a${attempt}@example.org`,
          password: "wrong password",
        });
        return status;
      });
      const counts = countOf(statuses);
      expect(Object.keys(counts)).toEqual(["401", "503"]);
      expect(counts[503]).toBeGreaterThan(counts[401] ?? 0);
      expect(most).toBe(1);
      expect(health).toBe(20);
      expect(await new Browser(api).post("/sessions", ANN)).toMatchObject({ status: 201 });
    },
    LONG_MILLISECONDS,
  );
});

/** Runs a work many times, some at once, and gives what came of each. */
async function inLanes<T>(times: number, lanes: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  async function lane(): Promise<void> {
    for (let index = next++; index < times; index = next++) results.push(await work(index));
  }
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

function countOf(statuses: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
