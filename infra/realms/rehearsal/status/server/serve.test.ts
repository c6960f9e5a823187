import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { faultOf } from "../../../../platforms/test-fault.ts";
import type { RehearsalStatus } from "../model.ts";
import { sampleStatus } from "../test/sample-status.ts";
import { FILE_PATHS } from "./files.ts";
import { type StatusServer, serveStatus } from "./serve.ts";

let server: StatusServer;
let collect: () => Promise<RehearsalStatus>;

beforeEach(async () => {
  collect = async () => sampleStatus();
  server = await serveStatus({
    collect: () => collect(),
    logsOf: async (environment, { id }) => ({
      known: true,
      value: {
        lines: [{ at: "2026-01-31T12:00:00Z", level: "info", text: `${id} of ${environment}` }],
        hasEarlier: false,
      },
    }),
    pollMilliseconds: 5,
  });
});
afterEach(() => server.stop());

const get = (path: string) => fetch(new URL(path, server.url));

/** Asks by a host name of its own, which fetch doesn't let one choose. */
async function askAs(host: string, method = "GET") {
  const asked = request({
    host: "127.0.0.1",
    port: server.port,
    path: "/status.json",
    method,
    headers: { host },
  }).end();
  const answer = await new Promise<import("node:http").IncomingMessage>((resolve) => asked.on("response", resolve));
  return { status: answer.statusCode, body: await text(answer) };
}

it("serves the page's files under a policy that lets nothing else in", async () => {
  for (const path of FILE_PATHS) {
    const response = await get(path);
    expect(response.status, path).toBe(200);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    await response.arrayBuffer();
  }
  expect((await get("/")).headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect((await get("/main.js")).headers.get("content-type")).toBe("text/javascript; charset=utf-8");
});

it("tells the status as JSON, looked at anew", async () => {
  expect(await (await get("/status.json")).json()).toMatchObject({ environments: [{ name: "local" }, {}, {}] });
  collect = async () => sampleStatus({ environments: [] });
  expect(await (await get("/status.json")).json()).toMatchObject({ environments: [] });
  collect = async () => {
    throw new Error("It is being stopped.");
  };
  const response = await get("/status.json");
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ why: "It is being stopped." });
});

it("tells the log of a deploy that is shown, and of no other", async () => {
  expect(await (await get("/deploys/dep-staging-2/logs")).json()).toMatchObject({
    value: { lines: [{ text: "dep-staging-2 of staging" }] },
  });
  const none = await get("/deploys/dep-none/logs");
  expect(none.status).toBe(404);
  expect(await none.json()).toEqual({ why: "No deploy dep-none is among those that are shown." });
});

it("refuses a request for another host name, as a page of another site would send it", async () => {
  for (const host of [
    "rebound.example",
    `rebound.example:${server.port}`,
    "127.0.0.1",
    `127.0.0.1.example:${server.port}`,
  ]) {
    const { status, body } = await askAs(host);
    expect(status).toBe(403);
    expect(body).not.toContain("environments");
  }
  for (const host of [`127.0.0.1:${server.port}`, `localhost:${server.port}`])
    expect((await askAs(host)).status).toBe(200);
});

it("can be read and not changed", async () => {
  const response = await fetch(server.url, { method: "POST" });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("GET");
  expect((await get("/nothing")).status).toBe(404);
});

it("streams each change as an event, and ends the stream when it stops", async () => {
  const response = await get("/events");
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let received = "";
  const read = async (until: RegExp) => {
    for (;;) {
      if (until.test(received)) return;
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error(`The stream ended before ${until}.`);
      received += value;
    }
  };
  await read(/event: status\ndata: (.+)\n\n/);
  const [first] = /\{.+/.exec(received) ?? [];
  expect(JSON.parse(first ?? "")).toMatchObject({ environments: [{ name: "local" }, {}, {}] });
  received = "";
  collect = async () => sampleStatus({ environments: [] });
  await read(/event: status\ndata: .*"environments":\[\]/);
  collect = async () => {
    throw new Error("It is being stopped.");
  };
  await read(/event: trouble\ndata: {"why":"It is being stopped."}/);
  await server.stop();
  expect((await reader?.read())?.done).toBe(true);
});

it("says which port is taken", async () => {
  const options = { port: server.port, collect, logsOf: async () => ({ known: false, why: "" }) as const };
  expect(await faultOf(serveStatus(options))).toMatch(`port ${server.port} is taken`);
});
