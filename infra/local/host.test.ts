import { mkdir, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, onTestFinished, test } from "vitest";
import { announceHost, findHost, type Host, withdrawHost } from "./host.ts";
import { localPaths } from "./paths.ts";
import { useFolder } from "./test/folder.ts";

const folder = useFolder();
const paths = () => localPaths(folder(), false);

async function listen(): Promise<number> {
  const port = await findFreePort();
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return port;
}

function host(change: Partial<Host>): Host {
  return {
    pid: process.pid,
    term: "lasting",
    postgresKind: "embedded",
    postgresPort: 5499,
    providerPort: 1,
    ...change,
  };
}

test("a living host whose providers answer is found until it is withdrawn", async () => {
  const announced = host({ providerPort: await listen() });
  await announceHost(paths(), announced);
  expect(await findHost(paths())).toEqual(announced);
  expect(await readdir(paths().directory)).toEqual(["backing-services.json"]);
  await withdrawHost(paths());
  expect(await findHost(paths())).toBeUndefined();
});

test("a host that is dead doesn't count, whoever answers on its port", async () => {
  await announceHost(paths(), host({ pid: 2 ** 22 + 1, providerPort: await listen() }));
  expect(await findHost(paths())).toBeUndefined();
});

test("a living process that only has the host's id doesn't count, since nothing answers on the port", async () => {
  await announceHost(paths(), host({ providerPort: await findFreePort() }));
  expect(await findHost(paths())).toBeUndefined();
});

test.each(["", "{", "null", '{"pid":1}'])("%j is no host", async (text) => {
  await mkdir(paths().directory, { recursive: true });
  await writeFile(`${paths().directory}/backing-services.json`, text);
  expect(await findHost(paths())).toBeUndefined();
});
