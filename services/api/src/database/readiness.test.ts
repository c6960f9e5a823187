import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createMemoryLog } from "../../test/memory-log.ts";
import { createPool } from "./pool.ts";
import { checkDatabase, type DatabaseReadiness } from "./readiness.ts";
import { DatabaseWatch } from "./watch.ts";

const RANGE = { oldest: "0001-a", newest: "0001-a" };

describe("readiness", () => {
  it("is decided in bounded time when the database takes connections and says nothing", async () => {
    const open = new Set<Socket>();
    const tarpit = createServer((socket) => open.add(socket)).listen(0, "127.0.0.1");
    await once(tarpit, "listening");
    const address = tarpit.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const url = `postgresql://app:canary-password@127.0.0.1:${port}/db`;
    const pool = createPool({ url, applicationName: "test", log: createMemoryLog().log });
    expect(await checkDatabase(pool, "local", RANGE, 100)).toEqual({
      checks: [{ name: "database", ok: false, message: "The database can't be reached." }],
      cause: "no answer within 100 ms",
    });
    for (const socket of open) socket.destroy();
    tarpit.close();
    await pool.end();
  });
});

describe("the watch over the database", () => {
  const good: DatabaseReadiness = { checks: [{ name: "database", ok: true }] };
  const bad: DatabaseReadiness = { checks: [{ name: "database", ok: false, message: "Gone." }], cause: "ECONNREFUSED" };

  it("asks once for all who want to know at the same time", async () => {
    let asked = 0;
    const check = async () => {
      asked += 1;
      return good;
    };
    const watch = new DatabaseWatch(check, createMemoryLog().log);
    await Promise.all([watch.checks(), watch.checks(), watch.look()]);
    expect(asked).toBe(1);
    expect(await watch.checks()).toEqual(good.checks);
    expect(asked).toBe(2);
  });

  it("logs every change once, with its cause", async () => {
    const answers = [bad, bad, good, good, bad];
    const { log, lines } = createMemoryLog();
    const watch = new DatabaseWatch(async () => answers.shift() ?? good, log);
    for (let count = 0; count < 5; count += 1) await watch.look();
    expect(lines.map(({ level, msg, cause }) => [level, msg, cause])).toEqual([
      ["warn", "the database is not ready", "ECONNREFUSED"],
      ["info", "the database is ready", undefined],
      ["warn", "the database is not ready", "ECONNREFUSED"],
    ]);
  });
});
