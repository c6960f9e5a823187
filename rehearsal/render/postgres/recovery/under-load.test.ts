import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import { z } from "zod";
import { paceOf } from "../../../pace.ts";
import { temporaryRender } from "../../test-render.ts";
import { placesOf } from "../places.ts";
import { query } from "../test-query.ts";
import { instanceWithBackup, settled } from "./test-recovery.ts";

/** A day of the vendor's takes 2 s. */
const PACE = paceOf(40_000);
const ACCOUNTS = 200;
const BACKUPS = 3;

/**
 * Moves money between accounts, a transaction after another, each with so much beside it that a base backup is soon due.
 *
 * @param goesOn asked after each
 * @returns when each was committed, as far as the writer can tell: not before its `from`, and not after its `to`
 */
async function write(string: string, goesOn: () => boolean): Promise<readonly { from: number; to: number }[]> {
  const client = new pg.Client({ connectionString: string });
  await client.connect();
  const times: { from: number; to: number }[] = [];
  try {
    for (let step = 0; goesOn(); step += 1) {
      const [giver, taker] = [step % ACCOUNTS, (step * 7 + 1) % ACCOUNTS];
      await client.query("BEGIN");
      await client.query("UPDATE accounts SET balance = balance - 1 WHERE id = $1", [giver]);
      await client.query("UPDATE accounts SET balance = balance + 1 WHERE id = $1", [taker]);
      await client.query("INSERT INTO steps VALUES ($1)", [step]);
      await client.query("INSERT INTO filler SELECT md5(i::text) FROM generate_series(1, 2000) i");
      const from = Date.now();
      await client.query("COMMIT");
      times.push({ from, to: Date.now() + 1 });
    }
  } finally {
    await client.end();
  }
  return times;
}

test("base backups that are taken while others write are whole, and lead to any time after them", async () => {
  await using render = await temporaryRender({ pace: PACE });
  const { id, string } = await instanceWithBackup(render);
  const { backups } = placesOf(render.options.postgres.dataDirectory, id);
  await query(string, "CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL)");
  await query(string, `INSERT INTO accounts SELECT i, 100 FROM generate_series(0, ${ACCOUNTS - 1}) i`);
  await query(string, "CREATE TABLE steps (step int PRIMARY KEY); CREATE TABLE filler (line text)");

  let enough = false;
  const writing = write(string, () => !enough);
  const finished = async () => (await readdir(backups)).filter((name) => !name.startsWith(".")).sort();
  await expect
    .poll(async () => (await finished()).length, { timeout: 60_000, interval: 20 })
    .toBeGreaterThanOrEqual(BACKUPS);
  const last = (await finished()).at(-1) ?? "";
  const { wholeAt } = JSON.parse(await readFile(join(backups, last, "manifest.json"), "utf8"));
  enough = true;
  const times = await writing;

  const recover = async (target: number): Promise<string> => {
    const restoreTime = new Date(target).toISOString();
    const answer = await render.call("POST", `/postgres/${id}/recovery`, { restoreTime });
    return z.object({ id: z.string() }).parse(answer.body).id;
  };
  // One right after the last backup, on which the least is replayed, and one at the end.
  const targets = [Date.parse(wholeAt) + 1, Math.max(...times.map(({ to }) => to)) + 5];
  await sleep(PACE.milliseconds(600) + 20);
  const copies = await Promise.all(targets.map(recover));
  for (const [index, target] of targets.entries()) {
    const copy = copies[index] ?? "";
    expect(await settled(render, copy)).toBe("available");
    const copyString = await render.connectionString(copy);
    const [{ steps, highest } = {}] = await query(
      copyString,
      "SELECT count(*)::int AS steps, coalesce(max(step), -1) + 1 AS highest FROM steps",
    );
    expect(steps).toBe(highest);
    expect(steps).toBeGreaterThanOrEqual(times.filter(({ to }) => to < target).length);
    expect(steps).toBeLessThanOrEqual(times.filter(({ from }) => from <= target).length);
    expect(await query(copyString, "SELECT count(*)::int AS accounts, sum(balance)::int AS sum FROM accounts")).toEqual(
      [{ accounts: ACCOUNTS, sum: 100 * ACCOUNTS }],
    );
    expect(await query(copyString, `SELECT count(*)::int AS filler FROM filler`)).toEqual([
      { filler: 2000 * Number(steps) },
    ]);
  }
}, 180_000);
