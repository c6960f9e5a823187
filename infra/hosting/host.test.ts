import { readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { useFolder } from "../test/folder.ts";
import { announceHost, findHost, type Host, withdrawHost } from "./host.ts";

const folder = useFolder();
const services = () => ({
  directory: folder(),
  schema: z.object({ port: z.int() }),
  port: (told: { readonly port: number }) => told.port,
});

async function listen(): Promise<number> {
  const port = await findFreePort();
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return port;
}

function host(port: number, pid: number = process.pid): Host<{ readonly port: number }> {
  return { pid, term: "lasting", told: { port } };
}

test("a living host that answers is found until it is withdrawn", async () => {
  const announced = host(await listen());
  await announceHost(folder(), announced);
  expect(await findHost(services())).toEqual(announced);
  expect(await readdir(folder())).toEqual(["host.json"]);
  await withdrawHost(folder());
  expect(await findHost(services())).toBeUndefined();
});

test("a host that is dead doesn't count, whoever answers on its port", async () => {
  await announceHost(folder(), host(await listen(), 2 ** 22 + 1));
  expect(await findHost(services())).toBeUndefined();
});

test("a living process that only has the host's id doesn't count, since nothing answers on the port", async () => {
  await announceHost(folder(), host(await findFreePort()));
  expect(await findHost(services())).toBeUndefined();
});

test.each(["", "{", "null", '{"pid":1}', `{"pid":${process.pid},"term":"lasting","told":{}}`])(
  "%j is no host",
  async (text) => {
    await writeFile(join(folder(), "host.json"), text);
    expect(await findHost(services())).toBeUndefined();
  },
);
