import { expect, test } from "vitest";
import { withdrawHost } from "../../hosting/host.ts";
import { openBackingServices } from "../../local/backing-services.ts";
import { takeStartLock } from "../../local/start-lock.ts";
import { useClone } from "../../local/test/clone.ts";
import { withoutDocker } from "../../local/test/fake-program.ts";
import { TEST_ACCESS } from "../../local/test/postgres.ts";
import { silent } from "../../progress.ts";
import { look } from "../test/look.ts";
import { backingServicesCheck } from "./backing-services.ts";
import { postgresOwner, serviceOwner } from "./port-owners.ts";

const paths = useClone();

test("of Postgres' port: the host, or the server itself when its host was killed; of another port nobody", async ({
  onTestFinished,
}) => {
  await withoutDocker(paths().root);
  expect((await look(backingServicesCheck(paths()))).verdict).toBe("idle");
  const services = await openBackingServices(paths(), silent, TEST_ACCESS);
  onTestFinished(() => services.close());
  const { port } = services.postgres;
  expect(await postgresOwner(paths(), port)).toBe(process.pid);
  expect(await postgresOwner(paths(), port + 1)).toBeUndefined();
  const words = `Postgres (embedded, port ${port}) and the providers run in process ${process.pid}`;
  expect(await look(backingServicesCheck(paths()))).toEqual({
    verdict: "good",
    sentence: `${words}, until \`npm run env -- local --stop\`.`,
  });
  const lock = await takeStartLock(paths());
  expect((await look(backingServicesCheck(paths()))).sentence).toBe(`${words}, which runs the local environment.`);
  await lock.release();

  await withdrawHost(paths().directory);
  expect(await postgresOwner(paths(), port)).toBeGreaterThan(1);
  expect(await postgresOwner(paths(), port)).not.toBe(process.pid);
});

test("of a service's port: the process that runs the local environment; nobody when none does", async () => {
  expect(await serviceOwner(paths(), "api")).toBeUndefined();
  const lock = await takeStartLock(paths());
  expect(await serviceOwner(paths(), "api")).toBe(process.pid);
  await lock.release();
});
