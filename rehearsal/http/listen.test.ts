import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import { Fault } from "../fault.ts";
import { listen } from "./listen.ts";

const app = new Hono<{ Bindings: HttpBindings }>()
  .get("/slow", async (c) => {
    await delay(150);
    return c.text("answered");
  })
  .get("/", (c) => c.text("here"));

function serve() {
  return listen("The server of the test", app, 0);
}

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (isReached: boolean) => {
      socket.destroy();
      resolve(isReached);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.setTimeout(500, () => end(false));
  });
}

test("it is there for this machine alone", async () => {
  const server = await serve();
  onTestFinished(server.stop);
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  expect(await (await fetch(server.url)).text()).toBe("here");
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4");
  for (const { address } of others) expect(await reaches(address, server.port), address).toBe(false);
});

test("a stop lets a request under way end, and takes no new one; a second stop waits for the same end", async () => {
  const server = await serve();
  const underWay = fetch(`${server.url}/slow`);
  await delay(50);
  const stops = [server.stop(), server.stop()];
  expect(await (await underWay).text()).toBe("answered");
  const answered = performance.now();
  await Promise.all(stops);
  expect(performance.now() - answered).toBeLessThan(1_000);
  await expect(fetch(server.url)).rejects.toThrow("fetch failed");
});

test("a port that is taken is a fault that names it, and its cure", async () => {
  const server = await serve();
  onTestFinished(server.stop);
  const thrown = await listen("The server of the test", app, server.port).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Fault);
  expect((thrown as Fault).message).toBe(
    `The server of the test can't listen on port ${server.port} (EADDRINUSE): run "lsof -nP -iTCP:${server.port} -sTCP:LISTEN" to see what has it, stop it, and start again.`,
  );
});
