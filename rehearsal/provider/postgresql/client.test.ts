import { afterAll, beforeAll, expect, test } from "vitest";
import { TestEngine } from "../test-engine.ts";
import { makeTestBed, type TestBed } from "../test-postgres.ts";

const role = { type: "postgresql:index/role:Role", name: "waiting" };

let bed: TestBed;

beforeAll(async () => {
  bed = await makeTestBed();
});

afterAll(() => bed[Symbol.asyncDispose]());

/** Holds up every `CREATE ROLE` until it is let go. */
async function holdUp(): Promise<() => Promise<unknown>> {
  const holding = bed.sql("begin; lock table pg_authid in exclusive mode; select pg_sleep(60)").catch(() => {});
  const locks = "select from pg_locks where relation = 'pg_authid'::regclass and mode = 'ExclusiveLock' and granted";
  await expect.poll(() => bed.sql(locks), { timeout: 10_000 }).toHaveLength(1);
  return async () => {
    await bed.sql("select pg_cancel_backend(pid) from pg_stat_activity where query like 'begin; lock%'");
    await holding;
  };
}

async function createInTheWay(engine: TestEngine, name: string): Promise<{ outcome: Promise<string> }> {
  const { inputs } = await engine.check(role, { name });
  const outcome = engine.create(role, inputs).then(
    ({ id }) => id,
    (error: Error) => error.message,
  );
  const waiting = "select from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'pulumi'";
  await expect.poll(() => bed.sql(waiting), { timeout: 10_000 }).toHaveLength(1);
  return { outcome };
}

test("cancelling ends the statement under way on the server, and only of the engine that cancels", async () => {
  const letGo = await holdUp();
  await using other = await TestEngine.connect(bed.provider.port, "postgresql", bed.configuration);
  const { outcome } = await createInTheWay(other, "cancelled");
  await other.cancel();
  expect(await outcome).toMatch(/abort/);
  await letGo();
  expect(await bed.sql("select from pg_roles where rolname = 'cancelled'")).toEqual([]);

  await expect(other.read(role, "cancelled")).rejects.toThrow(/abort/);
  expect((await bed.engine.read(role, "cancelled")).id).toBe("");
});

test("a server that goes away in the middle of a statement is a fault, and the next one connects again", async () => {
  const letGo = await holdUp();
  const { outcome } = await createInTheWay(bed.engine, "cut");
  await bed.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pulumi'");
  expect(await outcome).toMatch(/terminat/);
  await letGo();
  const { inputs } = await bed.engine.check(role, { name: "cut" });
  expect((await bed.engine.create(role, inputs)).id).toBe("cut");
});
