import { createServer } from "node:net";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { beforeEach, expect, test, vi } from "vitest";
import { isAlive } from "../alive.ts";
import { silent } from "../progress.ts";
import { openBackingServices } from "./backing-services.ts";
import { findHost } from "./host.ts";
import { ensureKeeper, stopKeeper } from "./keeper.ts";
import { answers } from "./ports.ts";
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
  onTestFinished(async () => void (await stopKeeper(paths())));
});

test("a keeper hosts the services after its starter is done with it, is found again, and is stopped", async () => {
  const keeper = await ensureKeeper(paths(), silent);
  expect(keeper).not.toBe(process.pid);
  expect(await ensureKeeper(paths(), silent)).toBe(keeper);
  expect(await findHost(paths())).toMatchObject({ pid: keeper, term: "lasting", postgresPort: port });
  const services = await openBackingServices(paths(), silent);
  expect(services.hostedBy).toBe(keeper);
  await services.close();
  expect(await ask(postgresAccess(), "select 1")).toEqual([1]);

  expect(await stopKeeper(paths())).toBe(true);
  expect(isAlive(keeper)).toBe(false);
  expect(await answers(port)).toBe(false);
  expect(await stopKeeper(paths())).toBe(false);
});

test("two shells that ask for one at the same moment get the same", async () => {
  const [one, other] = await Promise.all([ensureKeeper(paths(), silent), ensureKeeper(paths(), silent)]);
  expect(one).toBe(other);
});

test("an npm start that hosts the services keeps them itself, and is not ended by the command for keepers", async ({
  onTestFinished,
}) => {
  const lock = await takeStartLock(paths());
  const services = await openBackingServices(paths(), silent);
  onTestFinished(() => services.close());
  expect(await ensureKeeper(paths(), silent)).toBe(process.pid);
  await expect(stopKeeper(paths())).rejects.toThrow(
    `Postgres and the providers belong to the \`npm start\` in process ${process.pid}: end it with Ctrl-C there.`,
  );
  await services.close();
  await lock.release();
});

test("a keeper that can't start says why in its own sentence", async ({ onTestFinished }) => {
  const taken = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void taken.close());
  const failure: Error = await ensureKeeper(paths(), silent).then(
    () => new Error("it started"),
    (error: Error) => error,
  );
  expect(failure.message).toMatch(new RegExp(`\\b${port}\\b`));
  expect(failure.message.split("\n")).toHaveLength(1);
  expect(await findHost(paths())).toBeUndefined();
});
