import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Target } from "../../edge/router.ts";
import { freePort } from "./free-port.ts";
import { isHealthy } from "./health.ts";

async function serve(listener: RequestListener): Promise<Target> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
}

const check = { path: "/healthz", host: "api.one.test", timeoutMilliseconds: 5_000 };

test.each([
  [200, true],
  [204, true],
  [302, true],
  [399, true],
  [400, false],
  [404, false],
  [500, false],
])("an answer of %i is healthy: %s", async (status, healthy) => {
  const target = await serve((_, response) => response.writeHead(status).end());
  expect(await isHealthy(target, check)).toBe(healthy);
});

test("it asks the path with GET, for the host that it is given, and keeps no connection", async () => {
  const asked: unknown[] = [];
  const target = await serve(({ method, url, headers }, response) => {
    asked.push([method, url, headers.host, headers.connection]);
    response.end();
  });
  await isHealthy(target, check);
  await isHealthy(target, { ...check, path: "healthz?deep=1" });
  expect(asked).toEqual([
    ["GET", "/healthz", "api.one.test", "close"],
    ["GET", "/healthz?deep=1", "api.one.test", "close"],
  ]);
});

test("one that doesn't answer, cuts the connection, or isn't there is not healthy", async () => {
  const silent = await serve(() => {});
  const cutting = await serve((request) => request.socket.destroy());
  const absent: Target = { host: "127.0.0.1", port: await freePort() };
  expect(await isHealthy(silent, { ...check, timeoutMilliseconds: 50 })).toBe(false);
  for (const target of [cutting, absent]) expect(await isHealthy(target, check)).toBe(false);
});

test("without a path an open port is healthy, whatever is answered there", async () => {
  const target = await serve((_, response) => response.writeHead(500).end());
  expect(await isHealthy(target, { ...check, path: "" })).toBe(true);
  expect(await isHealthy({ host: "127.0.0.1", port: await freePort() }, { ...check, path: "" })).toBe(false);
});
