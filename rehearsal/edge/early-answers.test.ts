import { once } from "node:events";
import { request } from "node:https";
import { expect, onTestFinished, test } from "vitest";
import { edgeAgent } from "./client.ts";
import { edgeFetch } from "./fetch.ts";
import { openTestEdge } from "./test-edge.ts";
import { closedTarget, openRawTarget, openTestTarget } from "./test-target.ts";

const ADDRESS = "https://api.example/";

/** Far more than the system's buffers hold. */
const LARGE = Buffer.alloc(40 * 1024 * 1024);

/** An edge that a client asks over one connection. */
async function openWithOneConnection() {
  const { edge } = await openTestEdge();
  const agent = edgeAgent({ port: edge.port, certificateFile: edge.authority.certificateFile });
  agent.maxSockets = 1;
  onTestFinished(() => agent.destroy());
  return { edge, agent, fetch: edgeFetch(agent) };
}

test("a client that still sends gets to read the answer that a target gave before, and may go on", async () => {
  const { edge, agent, fetch } = await openWithOneConnection();
  const { target } = await openTestTarget((incoming, response) => {
    if (incoming.method === "POST") response.statusCode = 413;
    response.end(incoming.method);
  });
  edge.route("api.example", [target]);
  const [response] = await once(request(ADDRESS, { agent, method: "POST" }).end(LARGE), "response");
  expect([response.statusCode, String(Buffer.concat(await response.toArray()))]).toEqual([413, "POST"]);
  expect(await (await fetch(ADDRESS)).text()).toBe("GET");
});

test("a client may go on also where the target closes before it has taken everything", async () => {
  const { edge, agent, fetch } = await openWithOneConnection();
  const answered = Promise.withResolvers<void>();
  const target = await openRawTarget((socket) => {
    socket.once("data", async () => {
      socket.pause();
      socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
      await answered.promise;
      socket.resetAndDestroy();
    });
  });
  edge.route("api.example", [target]);
  const [response] = await once(request(ADDRESS, { agent, method: "POST" }).end(LARGE), "response");
  expect([response.statusCode, String(Buffer.concat(await response.toArray()))]).toEqual([413, "no"]);
  answered.resolve();
  edge.route("api.example", [(await openTestTarget((_incoming, after) => after.end("next"))).target]);
  expect(await (await fetch(ADDRESS)).text()).toBe("next");
});

test("a client that sends much to nobody gets to read why", async () => {
  const { edge, fetch } = await openTestEdge();
  edge.route("api.example", []);
  expect((await fetch(ADDRESS, { method: "POST", body: LARGE })).status).toBe(503);
  edge.route("api.example", [await closedTarget()]);
  expect((await fetch(ADDRESS, { method: "POST", body: LARGE })).status).toBe(502);
});
