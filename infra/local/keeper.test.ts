import { createServer } from "node:net";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { beforeEach, expect, test, vi } from "vitest";
import { isAlive } from "../alive.ts";
import { findHost } from "../hosting/host.ts";
import { answers } from "../hosting/ports.ts";
import { silent } from "../progress.ts";
import { findableBackingServices, openBackingServices } from "./backing-services.ts";
import { ensureLocalKeeper, stopLocalKeeper } from "./keeper.ts";
import { postgresAccess } from "./postgres.ts";
import { takeStartLock } from "./start-lock.ts";
import { useClone } from "./test/clone.ts";
import { withoutDocker } from "./test/fake-program.ts";
import { ask } from "./test/postgres.ts";

const paths = useClone();
let port: number;
beforeEach(async ({ onTestFinished }) => {
  port = await findFreePort();
  // What a keeper is told of a port, it is told by the environment.
  vi.stubEnv("POSTGRES_PORT", String(port));
  onTestFinished(() => void vi.unstubAllEnvs());
  await withoutDocker(paths().root);
  onTestFinished(async () => void (await stopLocalKeeper(paths())));
});

test("a keeper hosts the services after its starter is done with it, is found again, and is stopped", async () => {
  const keeper = await ensureLocalKeeper(paths(), silent);
  expect(keeper).not.toBe(process.pid);
  expect(await ensureLocalKeeper(paths(), silent)).toBe(keeper);
  expect(await findHost(findableBackingServices(paths()))).toMatchObject({
    pid: keeper,
    term: "lasting",
    told: { postgresPort: port },
  });
  const services = await openBackingServices(paths(), silent);
  expect(services.hostedBy).toBe(keeper);
  await services.close();
  expect(await ask(postgresAccess(), "select 1")).toEqual([1]);

  expect(await stopLocalKeeper(paths())).toBe(true);
  expect(isAlive(keeper)).toBe(false);
  expect(await answers(port)).toBe(false);
  expect(await stopLocalKeeper(paths())).toBe(false);
});

test("two shells that ask for one at the same moment get the same", async () => {
  const [one, other] = await Promise.all([ensureLocalKeeper(paths(), silent), ensureLocalKeeper(paths(), silent)]);
  expect(one).toBe(other);
});

test("an npm start that hosts the services keeps them itself, and is not ended by the command for keepers", async ({
  onTestFinished,
}) => {
  const lock = await takeStartLock(paths());
  const services = await openBackingServices(paths(), silent);
  onTestFinished(() => services.close());
  expect(await ensureLocalKeeper(paths(), silent)).toBe(process.pid);
  await expect(stopLocalKeeper(paths())).rejects.toThrow(
    `Postgres and the providers belong to the \`npm start\` in process ${process.pid}: end it with Ctrl-C there.`,
  );
  await services.close();
  await lock.release();
});

test("a keeper that can't start says why in its own sentence", async ({ onTestFinished }) => {
  const taken = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void taken.close());
  const failure: Error = await ensureLocalKeeper(paths(), silent).then(
    () => new Error("it started"),
    (error: Error) => error,
  );
  expect(failure.message).toMatch(new RegExp(`\\b${port}\\b`));
  expect(failure.message.split("\n")).toHaveLength(1);
  expect(await findHost(findableBackingServices(paths()))).toBeUndefined();
});
