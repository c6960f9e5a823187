import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { choosePort } from "./ports.ts";

const FIRST = 20_000;
const COUNT = 12_768;

test("a port is below those of outgoing connections, and neither another instance's nor one that is listened on", async () => {
  const free = await choosePort([]);
  const busy = await choosePort([free]);
  for (const port of [free, busy]) {
    expect(port).toBeGreaterThanOrEqual(FIRST);
    expect(port).toBeLessThan(FIRST + COUNT);
  }
  const server = createServer().listen(busy, "127.0.0.1");
  await once(server, "listening");
  const all = Array.from({ length: COUNT }, (_, index) => FIRST + index);
  expect(await choosePort(all.filter((port) => port !== busy && port !== free))).toBe(free);
  server.close();
});
