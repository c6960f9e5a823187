import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, onTestFinished, test } from "vitest";
import { answers, assertPortFree, isPortFree } from "./ports.ts";

async function listen(port: number, host: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen(port, host);
  await once(server, "listening");
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return server;
}

test("a port that nothing has is free, and still free after it was looked at", async () => {
  const port = await findFreePort();
  await assertPortFree(port, "the API");
  await assertPortFree(port, "the API");
  expect(await answers(port)).toBe(false);
});

test.each(["127.0.0.1", "::1", "0.0.0.0", "::"])("a port that is taken on %s is not free", async (host) => {
  const port = await findFreePort();
  const supported = await listen(port, host).catch((error: NodeJS.ErrnoException) => error.code);
  // A machine without IPv6 can't have the port taken there.
  expect(await isPortFree(port)).toBe(supported === "EADDRNOTAVAIL" || supported === "EAFNOSUPPORT");
});

test("the sentence names the port, what needs it, and how to find what has it", async () => {
  const port = await findFreePort();
  await listen(port, "127.0.0.1");
  expect(await answers(port)).toBe(true);
  await expect(assertPortFree(port, "the web server")).rejects.toThrow(
    `Port ${port} is taken, and the web server needs it: stop what listens there (\`lsof -i :${port}\` names it), then run this again.`,
  );
});
