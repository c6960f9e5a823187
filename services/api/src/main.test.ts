import { once } from "node:events";
import { createServer } from "node:net";
import { CloseCode, parseRetryHint, subprotocolOf } from "@live-listen/protocol";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startProcess, type TestProcess, variablesOf } from "../test/api-process.ts";
import { type EmptyDatabase, query, useTestServer } from "../test/postgres.ts";

const server = useTestServer();

async function migrated(environment = "local"): Promise<EmptyDatabase> {
  const database = await server().createDatabase();
  const variables = { APP_ENV: environment, DATABASE_URL: database.appUrl, MIGRATION_DATABASE_URL: database.ownerUrl };
  await using command = startProcess("src/migrate.ts", variables, ["up"]);
  expect(await command.ended).toBe(0);
  return database;
}

async function originOf(api: TestProcess): Promise<string> {
  const { port } = await api.waitFor("listening");
  return `http://127.0.0.1:${port}`;
}

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}

describe("the API as a process", () => {
  it("serves, and stops on SIGTERM with exit code 0", async () => {
    await using api = startProcess("src/main.ts", variablesOf(await migrated()));
    const origin = await originOf(api);
    await api.waitFor("the database is ready");
    await expect.poll(() => statusOf(`${origin}/healthz`)).toBe(200);
    expect(await statusOf(`${origin}/readyz`)).toBe(200);
    expect(await (await fetch(`${origin}/version`)).json()).toMatchObject({
      environment: "local",
      commit: "development",
    });
    api.signal("SIGTERM");
    expect(await api.ended).toBe(0);
    expect(api.lines.at(-1)?.msg).toBe("stopped");
    expect(api.stderr()).toBe("");
  });

  it("tells sockets to come back when it stops", async () => {
    await using api = startProcess("src/main.ts", variablesOf(await migrated()));
    const origin = await originOf(api);
    const sockets = [1, 2, 3].map(() => new WebSocket(`${origin.replace("http", "ws")}/socket`, subprotocolOf(1)));
    await Promise.all(sockets.map((socket) => once(socket, "message")));
    const closes = sockets.map((socket) => once(socket, "close"));
    api.signal("SIGINT");
    for (const [code, reason] of await Promise.all(closes)) {
      expect(code).toBe(CloseCode.serviceRestart);
      expect(parseRetryHint(String(reason))).toBeGreaterThan(0);
    }
    expect(await api.ended).toBe(0);
  });

  it("exits at once on a second signal, with code 1", async () => {
    await using api = startProcess("src/main.ts", variablesOf(await migrated()));
    const origin = await originOf(api);
    const socket = new WebSocket(`${origin.replace("http", "ws")}/socket`, subprotocolOf(1));
    await once(socket, "message");
    // Reads no more, and so never answers the close that the first signal sends.
    socket.pause();
    api.signal("SIGTERM");
    await api.waitFor("stopping");
    api.signal("SIGTERM");
    expect(await api.ended).toBe(1);
    socket.terminate();
  });

  it("listens on the loopback interface alone in the local environment", async () => {
    await using api = startProcess("src/main.ts", variablesOf(await migrated()));
    const origin = await originOf(api);
    await expect(fetch(origin.replace("127.0.0.1", "127.0.0.2"))).rejects.toThrow();
  });

  it("names a port that is taken, with exit code 1", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const database = await server().createDatabase();
    await using api = startProcess("src/main.ts", { ...variablesOf(database), PORT: String(port) });
    expect(await api.ended).toBe(1);
    expect(api.lines.at(-1)).toMatchObject({ level: "fatal", msg: expect.stringContaining(`Port ${port} is taken`) });
    other.close();
  });
});

describe("variables that are wrong", () => {
  it("are all listed, without a secret, with exit code 2", async () => {
    const variables = {
      ...variablesOf({ appUrl: "mysql://app:url-canary@host/db" }),
      JWT_SECRET: "jwt-canary",
      WEB_URL: "/",
    };
    await using api = startProcess("src/main.ts", variables);
    expect(await api.ended).toBe(2);
    expect(api.lines).toEqual([
      expect.objectContaining({
        level: "fatal",
        faults: ["DATABASE_URL", "JWT_SECRET", "WEB_URL"].map((name) => expect.stringMatching(`^${name} must`)),
      }),
    ]);
    expect(api.stdout() + api.stderr()).not.toContain("canary");
  });

  it("include the owner's URL outside the local environment", async () => {
    const variables = {
      ...variablesOf({ appUrl: "postgresql://app:password@host/db" }),
      APP_ENV: "production",
      MIGRATION_DATABASE_URL: "postgresql://owner:owner-canary@host/db",
      WEB_URL: "https://live-listen.app",
      API_URL: "https://api.live-listen.app",
      WS_URL: "wss://api.live-listen.app",
    };
    await using api = startProcess("src/main.ts", variables);
    expect(await api.ended).toBe(2);
    expect(api.stdout()).toContain("env -u MIGRATION_DATABASE_URL");
    expect(api.stdout() + api.stderr()).not.toContain("canary");
  });
});

describe("a database that isn't this environment's", () => {
  it("ends the process with one sentence that names both", async () => {
    const database = await migrated("staging");
    await using api = startProcess("src/main.ts", variablesOf(database));
    expect(await api.ended).toBe(1);
    expect(api.lines.at(-1)).toEqual({
      level: "fatal",
      time: expect.any(String),
      msg: "This database belongs to staging, and this process to local: correct the database URL.",
    });
  });

  it("ends the process when it carries no mark", async () => {
    const database = await server().createDatabase();
    await using api = startProcess("src/main.ts", variablesOf({ appUrl: database.ownerUrl }));
    expect(await api.ended).toBe(1);
    expect(api.lines.at(-1)?.msg).toContain("carries no mark of an environment");
  });
});

describe("a database that isn't there", () => {
  it("is waited for: unhealthy, then healthy for good, and ready again when it comes back after a crash under load", async () => {
    const database = await migrated();
    await server().stop();
    await using api = startProcess("src/main.ts", variablesOf(database));
    const origin = await originOf(api);
    expect(await statusOf(`${origin}/healthz`)).toBe(503);
    const waiting = await fetch(`${origin}/readyz`);
    expect(waiting.status).toBe(503);
    expect(await waiting.json()).toMatchObject({
      error: { code: "not_ready", message: "The database can't be reached." },
      checks: [
        { name: "process", ok: true },
        { name: "database", ok: false },
      ],
    });

    await server().startAgain();
    await expect.poll(() => statusOf(`${origin}/healthz`), { timeout: 20_000 }).toBe(200);
    expect(await statusOf(`${origin}/readyz`)).toBe(200);

    let underLoad = true;
    const load = Array.from({ length: 20 }, async () => {
      const seen = new Set<number>();
      while (underLoad) seen.add(await statusOf(`${origin}/readyz`));
      return [...seen];
    });
    process.kill(server().pid, "SIGKILL");
    await expect.poll(() => statusOf(`${origin}/readyz`), { timeout: 20_000 }).toBe(503);
    expect(await statusOf(`${origin}/healthz`)).toBe(200);
    await server().startAgain();
    await expect.poll(() => statusOf(`${origin}/readyz`), { timeout: 20_000 }).toBe(200);
    underLoad = false;
    for (const seen of await Promise.all(load)) expect(seen.every((status) => [200, 503].includes(status))).toBe(true);

    api.signal("SIGTERM");
    expect(await api.ended).toBe(0);
    expect(api.stdout()).not.toContain("app-canary");
    expect(api.stdout()).not.toContain("jwt-canary");
  });

  it("is waited for as well when it refuses the app's role, whose password stays hidden", async () => {
    const database = await migrated();
    const variables = variablesOf({ appUrl: database.appUrl.replace("app-canary", "wrong-canary") });
    await using api = startProcess("src/main.ts", variables);
    const origin = await originOf(api);
    await api.waitFor("the database is not ready");
    expect(await (await fetch(`${origin}/readyz`)).json()).toMatchObject({
      error: { message: "The database doesn't serve the app; the log says why." },
    });
    api.signal("SIGTERM");
    expect(await api.ended).toBe(0);
    expect(api.stdout()).toContain("password authentication failed");
    expect(api.stdout()).not.toContain("wrong-canary");
  });

  it("makes the process unready, not unhealthy, when the schema doesn't fit any more", async () => {
    const database = await migrated();
    await using api = startProcess("src/main.ts", variablesOf(database));
    const origin = await originOf(api);
    await expect.poll(() => statusOf(`${origin}/readyz`)).toBe(200);
    await query(database.ownerUrl, "insert into live_listen.migration values ('9999-later', '2100-01-01')");
    await query(database.ownerUrl, "insert into live_listen.schema_compatibility values ('9999-later', '9999-later')");
    const answer = await fetch(`${origin}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining("deploy a newer build") } });
    expect(await statusOf(`${origin}/healthz`)).toBe(200);
  });
});
