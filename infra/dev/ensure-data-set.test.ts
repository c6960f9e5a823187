import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestPostgres, type TestPostgres } from "../engine/test/postgres.ts";
import { dataSetUrls, ensureDataSet } from "./data-set.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
  await postgres.query("create role owner login createdb password 'owner'");
  await postgres.query("create database live_listen owner owner");
});
afterAll(() => postgres.stop());

test("the owner makes the database once, and it is the owner's", async () => {
  const url = `postgres://owner:owner@127.0.0.1:${postgres.port}/live_listen`;
  const { MIGRATION_DATABASE_URL } = dataSetUrls({ DATABASE_URL: url, MIGRATION_DATABASE_URL: url }, "pr-12");
  expect(await ensureDataSet(url, MIGRATION_DATABASE_URL)).toBe(true);
  expect(await ensureDataSet(url, MIGRATION_DATABASE_URL)).toBe(false);
  expect(
    await postgres.query(
      "select pg_get_userbyid(datdba) as owner from pg_database where datname = 'live_listen_pr_12'",
    ),
  ).toEqual([{ owner: "owner" }]);
});
