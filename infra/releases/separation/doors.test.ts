import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { startTemporaryPostgresServer, type TemporaryPostgresServer } from "@live-listen/rehearsal/postgres";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { json, type RunningEnvironment, startEnvironment } from "../smoke/running-environment.ts";
import type { EnvironmentAccess } from "./doors/door.ts";
import { tryDoors } from "./doors.ts";

let postgres: TemporaryPostgresServer;
let staging: RunningEnvironment;
let production: RunningEnvironment;
beforeAll(async () => {
  postgres = await startTemporaryPostgresServer();
  await asSuperuser("create role of_staging login password 'canary-of-staging'");
  await asSuperuser("create role of_production login password 'canary-of-production'");
}, 60_000);
afterAll(() => postgres?.stop());
beforeEach(async () => {
  [staging, production] = await Promise.all([startEnvironment(), startEnvironment()]);
  staging.behaviour.api["/guests"] = json({ accessToken: "canary-token" }, 201);
  staging.behaviour.api["/me"] = json({}, 200);
  production.behaviour.api["/me"] = json({}, 401);
});
afterEach(() => Promise.all([staging.stop(), production.stop()]));

async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  await client.query(sql);
  await client.end();
}

function access(name: string, { target }: RunningEnvironment, password: string): EnvironmentAccess {
  const { port } = postgres;
  const url = new URL(`postgres://127.0.0.1:${port}/postgres`);
  url.username = `of_${name}`;
  url.password = password;
  const databaseAddress = { host: "127.0.0.1", port, database: "postgres", tls: false };
  return { ...target, name, databaseUrls: [url.href], databaseAddress };
}

function attempt(password = "canary-of-nobody") {
  const to = access("production", production, "canary-of-production");
  return tryDoors(access("staging", staging, password), to);
}

test("every door is refused where nothing is shared", async () => {
  const tried = await attempt();
  expect(tried.map(({ name, outcome }) => [name, outcome])).toEqual([
    ["staging's database credentials on production's database", "refused"],
    ["staging's access token on production's API", "refused"],
    ["staging's page calling production's API", "refused"],
    ["staging's page opening a socket to production's API", "refused"],
  ]);
  expect(JSON.stringify(tried)).not.toMatch(/canary/);
});

test.each([
  ["a database that knows the credentials", 0, () => attempt("canary-of-staging")],
  [
    "an API that takes the other's token",
    1,
    () => {
      production.behaviour.api["/me"] = json({});
      return attempt();
    },
  ],
  [
    "an API that lets every page read its answers",
    2,
    () => {
      production.behaviour.allowOrigin = () => "*";
      return attempt();
    },
  ],
  [
    "an API that opens a socket for every page",
    3,
    () => {
      production.behaviour.acceptSocket = () => true;
      return attempt();
    },
  ],
])("%s is an open door, and no other is", async (_what, index, spoil) => {
  if (index === 3) production.behaviour.allowOrigin = () => undefined;
  const tried = await spoil();
  expect(tried.map(({ outcome }) => outcome)).toEqual([0, 1, 2, 3].map((one) => (one === index ? "open" : "refused")));
  expect(JSON.stringify(tried)).not.toMatch(/canary/);
});

test("a door that can't be tried is not called refused", async () => {
  staging.behaviour.api["/me"] = json({}, 401);
  production.behaviour.api["/me"] = json({}, 500);
  const [, token] = await attempt();
  expect(token).toMatchObject({ outcome: "not tried", detail: "staging's API does not take its own token (401)." });
  await production.stop();
  const [, , page, socket] = await attempt();
  expect([page?.outcome, socket?.outcome]).toEqual(["not tried", "not tried"]);
  production = await startEnvironment();
});

test.each([
  ["refuses every connection", undefined],
  ["ends every connection at once", (socket: Socket) => void socket.end()],
  ["ends it after the first bytes", (socket: Socket) => void socket.once("data", () => socket.end())],
  ["never answers", (socket: Socket) => void socket.resume()],
])(
  "a server that %s is a closed door",
  async (_what, onConnection) => {
    const server = createServer(onConnection).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    if (!onConnection) server.close();
    const to = access("production", production, "canary");
    const closed = { ...to, databaseAddress: { ...to.databaseAddress, port } };
    const [database] = await tryDoors(access("staging", staging, "canary-of-staging"), closed);
    expect(database).toMatchObject({ outcome: "refused", detail: expect.stringContaining("takes no connection") });
    server.close();
  },
  20_000,
);
