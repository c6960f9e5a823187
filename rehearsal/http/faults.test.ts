import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { expect, onTestFinished, test } from "vitest";
import { type FaultPlan, Faults } from "./faults.ts";
import { listen } from "./listen.ts";

/** A server that counts what it carries out. */
async function serveCounting(...plans: readonly FaultPlan[]) {
  const faults = new Faults();
  const done: string[] = [];
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(faults.middleware((status, message) => ({ status, message })));
  app.all("*", (c) => {
    done.push(`${c.req.method} ${c.req.path}`);
    return c.text("done");
  });
  const { url, stop } = await listen("The server of the test", app, 0);
  onTestFinished(stop);
  for (const plan of plans) faults.failNext(plan);
  const ask = async (path: string, method = "POST") => {
    const response = await fetch(url + path, { method });
    return { status: response.status, text: await response.text() };
  };
  return { ask, done };
}

const good = { status: 200, text: "done" };
const busy = { status: 503, text: '{"status":503,"message":"Busy."}' };

test("nothing is carried out that fails before, and all is that fails after", async () => {
  const how = { status: 503, message: "Busy." };
  const { ask, done } = await serveCounting(
    { method: "POST", path: /^\/before$/, how, when: "before" },
    { method: "POST", path: /^\/after$/, how, when: "after" },
  );
  expect(await ask("/before")).toEqual(busy);
  expect(await ask("/after")).toEqual(busy);
  expect(done).toEqual(["POST /after"]);
  expect([await ask("/before"), await ask("/after")]).toEqual([good, good]);
});

test("a connection ends without an answer, whether or not the request is carried out", async () => {
  const { ask, done } = await serveCounting(
    { method: "POST", path: /before/, how: "reset", when: "before" },
    { method: "POST", path: /after/, how: "reset", when: "after" },
  );
  await expect(ask("/before")).rejects.toThrow("fetch failed");
  await expect(ask("/after")).rejects.toThrow("fetch failed");
  expect(done).toEqual(["POST /after"]);
});

test("a plan is for its method and path alone, whatever the query, and for so many requests", async () => {
  const { ask } = await serveCounting({
    method: "POST",
    path: /^\/a$/,
    times: 2,
    how: { status: 500 },
    when: "before",
  });
  expect((await ask("/a", "GET")).status).toBe(200);
  expect((await ask("/ab")).status).toBe(200);
  expect((await ask("/a?b=c")).status).toBe(500);
  expect(await ask("/a")).toEqual({ status: 500, text: '{"status":500,"message":"This failure was asked for."}' });
  expect((await ask("/a")).status).toBe(200);
});

test("an error has the headers that it is planned with", async () => {
  const faults = new Faults();
  faults.failNext({ method: "GET", path: /./, how: { status: 429, headers: { "retry-after": "2" } }, when: "before" });
  const app = new Hono<{ Bindings: HttpBindings }>().use(faults.middleware((_, message) => ({ message })));
  const answer = await app.request("/");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "2"]);
});

test("plans of the same requests take their turns", async () => {
  const plan = { method: "GET", path: /./, when: "before" } as const;
  const { ask } = await serveCounting({ ...plan, how: { status: 500 } }, { ...plan, how: { status: 503 } });
  expect((await ask("/", "GET")).status).toBe(500);
  expect((await ask("/", "GET")).status).toBe(503);
  expect((await ask("/", "GET")).status).toBe(200);
});
