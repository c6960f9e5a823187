import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../alive.ts";
import { readLocks } from "../engine/locks.ts";
import { importing, runScript, type TestChild } from "../test/child.ts";
import type { BackingServices } from "./backing-services.ts";
import { knowsOwner } from "./database.ts";
import { useClone } from "./test/clone.ts";
import { holdRole } from "./test/held-role.ts";
import { openLocalEngine } from "./test/local-engine.ts";
import { madeOn, TEST_ACCESS } from "./test/postgres.ts";
import { upLocalStack } from "./up.ts";

const paths = useClone();
const all = ["live_listen_local", "live_listen_local_owner"];

/** Runs `up` in a process of its own, on the services of this one. */
function upElsewhere(): Promise<TestChild> {
  return runScript(
    paths().root,
    `${importing("backing", "local/backing-services.ts")}
     ${importing("up", "local/up.ts")}
     ${importing("engine", "engine/find-cli.ts")}
     const paths = ${JSON.stringify(paths())};
     const services = await backing.openBackingServices(paths, () => {}, ${JSON.stringify(TEST_ACCESS)}, "brief");
     const cli = await engine.findCli(() => {});
     const { changes } = await up.upLocalStack(paths, cli, services, { progress: (doing) => console.log(doing) });
     console.log("done: " + JSON.stringify(changes));
     await services.close();`,
  );
}

/** Begins an `up` elsewhere and stops it in the middle, where the provider waits for Postgres. */
async function upInTheMiddle(services: BackingServices) {
  expect(services.hostedBy).toBe(process.pid);
  const letGo = await holdRole(services.postgres, "live_listen_local_owner");
  onTestFinished(letGo);
  const child = await upElsewhere();
  await child.said("creating Role");
  return { child, letGo };
}

async function engineProcess(): Promise<number> {
  const [lock] = await readLocks(paths().state, "live-listen", "local");
  if (!lock) throw new Error("no update is under way");
  return lock.pid;
}

test("an up that is killed in the middle, engine and all, is finished by the next one", async () => {
  const { cli, services } = await openLocalEngine(paths());
  const { child, letGo } = await upInTheMiddle(services);
  const engine = await engineProcess();
  process.kill(engine, "SIGKILL");
  await child.kill("SIGKILL");
  await letGo();
  while (isAlive(engine)) await delay(10);
  expect(await readdir(join(paths().root, "services", "api"))).toEqual([]);

  const { outputs } = await upLocalStack(paths(), cli, services);
  expect(await madeOn(services.postgres)).toEqual(all);
  expect(await knowsOwner(outputs.migrationDatabaseUrl)).toBe(true);
  const state = await readFile(join(paths().state, ".pulumi", "stacks", "live-listen", "local.json"), "utf8");
  expect(JSON.parse(state).checkpoint.latest.pending_operations ?? []).toEqual([]);
  expect((await upLocalStack(paths(), cli, services)).changes).toEqual({ same: expect.any(Number) });
});

test("of two ups at once the second is told whose the first is, and nothing is lost", async () => {
  const { cli, services } = await openLocalEngine(paths());
  const { child, letGo } = await upInTheMiddle(services);
  const engine = await engineProcess();
  const second: Error = await upLocalStack(paths(), cli, services).then(
    () => new Error("it went well"),
    (error: Error) => error,
  );
  await letGo();
  expect(second.message).toMatch(
    new RegExp(`^The stack local is being updated by .+ \\(process ${engine}, since .+\\): wait until`),
  );
  expect(second.message.split("\n")).toHaveLength(1);
  expect([await child.ended, child.stderr()]).toEqual([0, ""]);
  expect(await madeOn(services.postgres)).toEqual(all);
  const { changes, outputs } = await upLocalStack(paths(), cli, services);
  expect(changes).toEqual({ same: expect.any(Number) });
  expect(await knowsOwner(outputs.migrationDatabaseUrl)).toBe(true);
});
