import { describe, expect, it } from "vitest";
import { migrations } from "../migrations/index.ts";
import { startProcess } from "../test/api-process.ts";
import { type EmptyDatabase, query, useTestServer } from "../test/postgres.ts";

const server = useTestServer();

const NAMES = Object.keys(migrations);
const NEWEST = NAMES.at(-1);

async function migrate(database: EmptyDatabase, args: string[], variables: Record<string, string> = {}) {
  await using command = startProcess(
    "src/migrate.ts",
    { APP_ENV: "staging", DATABASE_URL: database.appUrl, MIGRATION_DATABASE_URL: database.ownerUrl, ...variables },
    args,
  );
  const code = await command.ended;
  expect(command.stdout() + command.stderr()).not.toContain("canary");
  return { code, stdout: command.stdout(), stderr: command.stderr(), lines: command.lines };
}

describe("the migration command", () => {
  it("migrates up and down, and logs who did it", async () => {
    const database = await server().createDatabase();
    const up = await migrate(database, ["up"], { MIGRATION_ACTOR: "deploy 42" });
    expect(up).toMatchObject({ code: 0, stderr: "" });
    expect(up.lines).toEqual([
      expect.objectContaining({
        level: "info",
        msg: expect.stringMatching(`^Migrated up from nothing to ${NEWEST} in \\d+ ms.$`),
        migration: expect.objectContaining({ actor: "deploy 42", outcome: "succeeded" }),
      }),
    ]);
    expect((await migrate(database, ["down"])).code).toBe(0);
    expect(
      await query(database.ownerUrl, "select direction, actor from live_listen.migration_log order by id"),
    ).toEqual([
      { direction: "up", actor: "deploy 42" },
      { direction: "down", actor: expect.stringMatching(/^.+@.+$/) },
    ]);
  });

  it("keeps the app's former role while JWT_SECRET_PREVIOUS is set, and no longer", async () => {
    const database = await server().createDatabase();
    const as = (generation: number) => ({ DATABASE_URL: database.appUrl.replace("_app:", `_app_${generation}:`) });
    const roles = async () =>
      (await query(database.superuserUrl, `select from pg_roles where starts_with(rolname, '${database.name}_app')`))
        .length;
    await migrate(database, ["up"], as(1));
    const previous = "canary-of-the-previous-secret-0123456789";
    expect((await migrate(database, ["up"], { ...as(2), JWT_SECRET_PREVIOUS: previous })).code).toBe(0);
    expect(await roles()).toBe(2);
    // A platform can't unset a variable, only leave it empty.
    expect((await migrate(database, ["up"], { ...as(2), JWT_SECRET_PREVIOUS: "" })).code).toBe(0);
    expect(await roles()).toBe(1);
  });

  it("ends with one line of JSON on request, and logs to standard error", async () => {
    const database = await server().createDatabase();
    const up = await migrate(database, ["up", "--json"]);
    expect(up.stdout.split("\n")).toHaveLength(2);
    expect(up.lines).toEqual([
      expect.objectContaining({
        environment: "staging",
        outcome: "succeeded",
        migrations: NAMES,
        from: null,
        to: NEWEST,
      }),
    ]);
    expect(JSON.parse(up.stderr)).toMatchObject({ level: "info", migration: { outcome: "succeeded" } });
  });

  it("shows the status before, between and after, and changes nothing by it", async () => {
    const database = await server().createDatabase();
    const before = await migrate(database, ["status", "--json"]);
    expect(before.lines).toEqual([
      expect.objectContaining({
        mark: null,
        inRange: false,
        migrations: NAMES.map((name) => ({ name, state: "pending" })),
      }),
    ]);
    expect(await query(database.ownerUrl, "select from pg_namespace where nspname = 'live_listen'")).toEqual([]);
    await migrate(database, ["up"]);
    await query(database.ownerUrl, "insert into live_listen.migration values ('9999-later', '2100-01-01T00:00:00Z')");
    const after = await migrate(database, ["status"]);
    expect(after.code).toBe(0);
    expect(after.stdout).toMatch(/^mark +staging$/m);
    expect(after.stdout).toMatch(/^in range +no\. The database's schema is at 9999-later/m);
    expect(after.stdout).toMatch(new RegExp(`^${NEWEST} +applied +\\d{4}-`, "m"));
    expect(after.stdout).toMatch(/^9999-later +unknown +2100-01-01/m);
  });

  it.each([["up"], ["down"], ["status"]])(
    "refuses another environment's database with one sentence: %s",
    async (verb) => {
      const database = await server().createDatabase();
      await migrate(database, ["up"]);
      const refused = await migrate(database, [verb], { APP_ENV: "production" });
      expect(refused.code).toBe(1);
      expect(refused.stderr).toBe(
        "This database belongs to staging, and this process to production: correct the database URL.\n",
      );
    },
  );

  it("tells of another environment's database in one line of JSON as well", async () => {
    const database = await server().createDatabase();
    await migrate(database, ["up"]);
    for (const verb of ["up", "status"]) {
      const { stdout, lines } = await migrate(database, [verb, "--json"], { APP_ENV: "production" });
      expect(stdout.split("\n")).toHaveLength(2);
      expect(lines).toEqual([expect.objectContaining({ error: expect.stringContaining("belongs to staging") })]);
    }
  });

  it("says in one sentence that the database can't be reached", async () => {
    const database = await server().createDatabase();
    const nowhere = { ...database, ownerUrl: `postgresql://owner:canary-password@127.0.0.1:1/${database.name}` };
    for (const verb of ["up", "status"]) {
      const { code, stderr } = await migrate(nowhere, [verb]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^The database can't be reached as its owner \(connect ECONNREFUSED.*\n$/);
    }
  });

  it("exits with 2 when it is used wrongly", async () => {
    const database = await server().createDatabase();
    expect(await migrate(database, ["sideways"])).toMatchObject({ code: 2, stderr: expect.stringContaining("usage:") });
    expect(await migrate(database, ["up"], { APP_ENV: "", MIGRATION_DATABASE_URL: "" })).toMatchObject({
      code: 2,
      stderr: "APP_ENV is missing\nMIGRATION_DATABASE_URL is missing\n",
    });
  });
});
