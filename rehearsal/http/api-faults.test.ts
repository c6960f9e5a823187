import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import { ApiFaults } from "./api-faults.ts";
import { listen } from "./listen.ts";

async function serve() {
  const faults = new ApiFaults();
  let done = 0;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(faults.middleware((status, message) => ({ status, message })));
  app.get("/", (c) => c.json({ done: ++done }));
  const server = await listen("The test", app, 0);
  onTestFinished(() => server.stop());
  return { faults, ask: () => fetch(server.url), done: () => done };
}

test("each is in force until it is taken off, and nothing is done meanwhile", async () => {
  const { faults, ask, done } = await serve();
  faults.turn("api-429", true);
  const refused = await ask();
  expect([refused.status, refused.headers.get("retry-after"), await refused.json()]).toEqual([
    429,
    "1",
    { status: 429, message: "Too many requests." },
  ]);
  faults.turn("api-429", false);
  faults.turn("api-500", true);
  expect([(await ask()).status, (await ask()).status]).toEqual([500, 500]);
  faults.turn("api-reset", true);
  await expect(ask()).rejects.toThrow(/fetch failed/);
  expect(faults.inForce).toEqual(["api-500", "api-reset"]);
  expect(done()).toBe(0);
  for (const fault of faults.inForce) faults.turn(fault, false);
  expect(await (await ask()).json()).toEqual({ done: 1 });
});

test("a slow answer is one all the same", async () => {
  const { faults, ask } = await serve();
  faults.turn("api-slow", true);
  const began = performance.now();
  expect(await (await ask()).json()).toEqual({ done: 1 });
  expect(performance.now() - began).toBeGreaterThan(2_000);
});
