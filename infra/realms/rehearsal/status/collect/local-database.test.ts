import { startTemporaryPostgresServer, type TemporaryPostgresServer } from "@live-listen/rehearsal/postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { localDatabase } from "./local-database.ts";

let server: TemporaryPostgresServer;
beforeAll(async () => {
  server = await startTemporaryPostgresServer();
});
afterAll(() => server?.stop());

it("a database that answers is told with its version, and one that doesn't with the reason and without its password", async () => {
  const url = new URL(server.url());
  expect(await localDatabase(url.href)).toMatchObject({
    name: "postgres",
    state: "available",
    detail: expect.stringMatching(/^Postgres \d+\.\d+, /),
  });
  url.pathname = "/missing";
  const missing = await localDatabase(url.href);
  expect(missing).toMatchObject({ name: "missing", state: "unavailable" });
  expect(missing.detail).toContain('database "missing" does not exist');
  expect(JSON.stringify(missing)).not.toContain(server.superuser.password);
});
