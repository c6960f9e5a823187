import { describe, expect, it } from "vitest";
import { createMemoryLog } from "../../test/memory-log.ts";
import { query, useTestServer } from "../../test/postgres.ts";
import { createPool } from "./pool.ts";

const server = useTestServer();

async function openPool() {
  const database = await server().createDatabase();
  const { log, lines } = createMemoryLog();
  const pool = createPool({ url: database.ownerUrl, applicationName: `pool-of-${database.name}`, log });
  const cut = () =>
    query(database.superuserUrl, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [
      `pool-of-${database.name}`,
    ]);
  return { pool, lines, cut };
}

describe("the pool", () => {
  it("outlives the loss of an idle connection, logs it, and connects again", async () => {
    const { pool, lines, cut } = await openPool();
    await pool.query("select 1");
    await cut();
    await expect
      .poll(() => lines)
      .toEqual([expect.objectContaining({ level: "warn", msg: "an idle connection to the database broke" })]);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it("outlives the loss of a connection between the statements of a transaction", async () => {
    const { pool, cut } = await openPool();
    const client = await pool.connect();
    const lost = new Promise((resolve) => client.once("end", resolve));
    await client.query("begin");
    await cut();
    await lost;
    await expect(client.query("commit")).rejects.toThrow();
    client.release(true);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it("ends statements that take too long, and means our schema by names without one", async () => {
    const { pool } = await openPool();
    const { rows } = await pool.query(
      "select current_setting('statement_timeout') as timeout, current_setting('search_path') as path",
    );
    expect(rows).toEqual([{ timeout: "10s", path: "live_listen,pg_temp" }]);
    await pool.end();
  });
});
