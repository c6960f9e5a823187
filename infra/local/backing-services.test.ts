import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, onTestFinished, test } from "vitest";
import { announceHost, findHost, type Term } from "../hosting/host.ts";
import { answers } from "../hosting/ports.ts";
import { silent } from "../progress.ts";
import { importing, runScript, type TestChild } from "../test/child.ts";
import { findableBackingServices, openBackingServices } from "./backing-services.ts";
import { useClone } from "./test/clone.ts";
import { withoutDocker } from "./test/fake-program.ts";
import { ask, TEST_ACCESS } from "./test/postgres.ts";

const paths = useClone();

async function open(term: Term = "brief", progress = silent) {
  await withoutDocker(paths().root);
  const services = await openBackingServices(paths(), progress, TEST_ACCESS, term);
  onTestFinished(() => services.close());
  return services;
}

/** Opens them in a process of its own, which closes them on SIGTERM. */
async function openElsewhere(term: Term): Promise<TestChild> {
  await withoutDocker(paths().root);
  return runScript(
    paths().root,
    `${importing("backing", "local/backing-services.ts")}
     const services = await backing.openBackingServices(
       ${JSON.stringify(paths())}, () => {}, ${JSON.stringify(TEST_ACCESS)}, ${JSON.stringify(term)});
     const staying = setInterval(() => {}, 1000);
     process.once("SIGTERM", () => services.close().then(() => clearInterval(staying)));
     console.log("hosted by " + services.hostedBy + ".");`,
  );
}

async function hostOf(child: TestChild): Promise<number> {
  await child.said(".");
  return Number.parseInt(child.stdout().replace("hosted by ", ""), 10);
}

test("one process hosts a real server and the providers, and stops both when it closes them", async () => {
  const services = await open();
  expect(services.hostedBy).toBe(process.pid);
  expect(services.postgres.kind).toBe("embedded");
  expect(await ask(services.postgres, "select 1")).toEqual([1]);
  const attached = services.attachedProviders.split(",").map((one) => one.split(":"));
  expect(attached.map(([name]) => name).sort()).toEqual(["postgresql", "random", "terraform-provider"]);
  const [[, providers] = []] = attached;
  expect(await answers(Number(providers))).toBe(true);
  await services.close();
  await services.close();
  expect(await answers(services.postgres.port)).toBe(false);
  expect(await answers(Number(providers))).toBe(false);
  expect(await findHost(findableBackingServices(paths()))).toBeUndefined();
});

test("what is in the database is there the next time", async () => {
  const first = await open();
  await ask(first.postgres, "create database kept");
  await first.close();
  const second = await open();
  expect(await ask(second.postgres, "select datname from pg_database where datname = 'kept'")).toEqual(["kept"]);
});

test("of two processes that open them at the same moment one hosts, and the other uses them", async () => {
  const children = await Promise.all([openElsewhere("lasting"), openElsewhere("lasting")]);
  const hosts = await Promise.all(children.map(hostOf));
  expect(hosts[0]).toBe(hosts[1]);
  expect(children.map(({ pid }) => pid)).toContain(hosts[0]);
  const here = await open();
  expect(here.hostedBy).toBe(hosts[0]);
  expect(await ask(here.postgres, "select 1")).toEqual([1]);
  await here.close();
  expect(await ask(here.postgres, "select 1")).toEqual([1]);
  const [host, user] = children[0].pid === hosts[0] ? children : children.toReversed();
  expect(await user?.kill("SIGTERM")).toBe(0);
  expect(await host?.kill("SIGTERM")).toBe(0);
  expect(await findHost(findableBackingServices(paths()))).toBeUndefined();
});

test("a host that closes waits for those that use its services", async () => {
  const host = await openElsewhere("brief");
  await hostOf(host);
  const here = await open();
  expect(here.hostedBy).toBe(host.pid);
  const ended = host.kill("SIGTERM");
  expect(await ask(here.postgres, "select pg_sleep(0.3)::text")).toEqual([""]);
  await here.close();
  expect(await ended).toBe(0);
  expect(await answers(here.postgres.port)).toBe(false);
});

test("a user that was killed keeps nobody waiting", async () => {
  const here = await open();
  const user = await openElsewhere("brief");
  expect(await hostOf(user)).toBe(process.pid);
  await user.kill();
  await here.close();
  expect(await answers(here.postgres.port)).toBe(false);
});

test("a process that lasts doesn't lean on one that is about to end: it waits for that, says so, and hosts them itself", async () => {
  const host = await openElsewhere("brief");
  await hostOf(host);
  const told: string[] = [];
  const opening = open("lasting", (doing) => {
    if (told.push(doing) === 1) void host.kill("SIGTERM");
  });
  const here = await opening;
  expect(here.hostedBy).toBe(process.pid);
  expect(told[0]).toBe(`waiting for process ${host.pid} to be done with Postgres and the providers`);
  expect(await ask(here.postgres, "select 1")).toEqual([1]);
});

test("the server of a host that was killed is taken over, and nothing that was committed is lost", async () => {
  const host = await openElsewhere("lasting");
  await hostOf(host);
  const before = await open();
  await ask(before.postgres, "create database kept");
  await before.close();
  await host.kill();
  const after = await open();
  expect(after.hostedBy).toBe(process.pid);
  expect(await ask(after.postgres, "select datname from pg_database where datname = 'kept'")).toEqual(["kept"]);
});

test("a host's announcement that outlived it is nobody's", async () => {
  await announceHost(paths().directory, {
    pid: process.ppid,
    term: "lasting",
    told: { postgresKind: "embedded", postgresPort: 1, providerPort: 1 },
  });
  expect((await open()).hostedBy).toBe(process.pid);
});

test("services that don't start leave nothing behind, and say why in one sentence", async () => {
  const port = await findFreePort();
  const taken = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void taken.close());
  await withoutDocker(paths().root);
  const failure: Error = await openBackingServices(paths(), silent, { ...TEST_ACCESS, port }).then(
    () => new Error("they started"),
    (error: Error) => error,
  );
  expect(failure.message).toMatch(new RegExp(`^Port ${port} is taken`));
  expect(failure.message.split("\n")).toHaveLength(1);
  expect(failure.message).not.toContain("canary");
  expect(existsSync(`${paths().directory}/host.json`)).toBe(false);
  expect(existsSync(`${paths().directory}/opening.lock`)).toBe(false);
});
