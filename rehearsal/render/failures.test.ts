import { expect, test } from "vitest";
import { z } from "zod";
import { serveRender } from "./index.ts";
import { POSTGRES, type TemporaryRender, temporaryRender, WEB_SERVICE } from "./test-render.ts";

const services = /^\/v1\/services$/;

async function namesIn(render: TemporaryRender): Promise<readonly string[]> {
  const list = z.array(z.object({ service: z.object({ name: z.string() }) }));
  return list.parse((await render.call("GET", "/services")).body).map(({ service }) => service.name);
}

test("a request fails before anything is done, as often as asked for, and says why in `message`", async () => {
  await using render = await temporaryRender();
  render.failNext({ method: "POST", path: services, times: 2, how: { status: 503, message: "Busy." }, when: "before" });
  for (const _ of [1, 2]) {
    expect(await render.call("POST", "/services", WEB_SERVICE)).toEqual({ status: 503, body: { message: "Busy." } });
  }
  expect(await namesIn(render)).toEqual([]);
  expect((await render.call("POST", "/services", WEB_SERVICE)).status).toBe(201);
});

test("a service is made and the answer lost, so that whoever repeats the request has two", async () => {
  await using render = await temporaryRender();
  render.failNext({ method: "POST", path: services, how: "reset", when: "after" });
  await expect(render.call("POST", "/services", WEB_SERVICE)).rejects.toThrow();
  expect(await namesIn(render)).toEqual(["api"]);
  await render.make("/services", WEB_SERVICE);
  expect(await namesIn(render)).toEqual(["api", "api"]);
});

test("an instance whose answer was lost is made all the same", async () => {
  await using render = await temporaryRender();
  render.failNext({ method: "POST", path: /\/postgres$/, how: { status: 500 }, when: "after" });
  expect((await render.call("POST", "/postgres", POSTGRES)).status).toBe(500);
  const list = z.array(z.object({ postgres: z.object({ id: z.string() }) })).length(1);
  const [made] = list.parse((await render.call("GET", "/postgres?name=main")).body);
  expect(await render.made(made?.postgres.id ?? "")).toBe("available");
});

test("a key that has asked too often is told when to ask again", async () => {
  await using render = await temporaryRender();
  const how = { status: 429, headers: { "retry-after": "7" } };
  render.failNext({ method: "GET", path: services, how: { status: 429 }, when: "before" });
  render.failNext({ method: "GET", path: services, how, when: "before" });
  const ask = () => fetch(`${render.url}/services`, { headers: { authorization: "Bearer rnd_one" } });
  const names = ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after"];
  const expectLimited = async () => {
    const limited = await ask();
    expect([limited.status, await limited.json()]).toEqual([429, { message: "Too many requests." }]);
    expect(names.map((name) => limited.headers.get(name))).toEqual(["400", "0", "1", "1"]);
  };
  await expectLimited();
  expect((await ask()).headers.get("retry-after")).toBe("7");
  expect((await ask()).status).toBe(200);
  render.apiFaults.turn("api-429", true);
  await expectLimited();
});

test("only what matches fails", async () => {
  await using render = await temporaryRender();
  render.failNext({ method: "DELETE", path: services, how: { status: 500 }, when: "before" });
  expect((await render.call("GET", "/services")).status).toBe(200);
  expect((await render.call("POST", "/services", WEB_SERVICE)).status).toBe(201);
});

test("a port that is taken is a fault with its cure", async () => {
  await using first = await temporaryRender();
  await expect(serveRender({ ...first.options, port: first.port })).rejects.toThrow(
    new RegExp(`^The stand-in of Render can't listen on port ${first.port} \\(EADDRINUSE\\): run`),
  );
});

test("whoever watches is told of each request, without its query", async () => {
  await using render = await temporaryRender();
  await render.call("GET", "/services?name=secret");
  expect(render.requests).toEqual([{ method: "GET", path: "/v1/services" }]);
});
