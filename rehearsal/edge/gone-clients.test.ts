import { once } from "node:events";
import { request } from "node:https";
import { test } from "vitest";
import { openTestEdge } from "./test-edge.ts";
import { openTestTarget } from "./test-target.ts";

const ADDRESS = "https://api.example/";

test("a client that goes away takes its request along, before the answer and in the middle of it", async () => {
  const { edge, agent } = await openTestEdge();
  const { promise: goneBefore, resolve: wentBefore } = Promise.withResolvers<void>();
  const { promise: goneWithin, resolve: wentWithin } = Promise.withResolvers<void>();
  const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>();
  const { target } = await openTestTarget((incoming, response) => {
    const isBefore = incoming.url === "/before";
    response.once("close", isBefore ? wentBefore : wentWithin);
    if (isBefore) wasAsked();
    else response.write("begun");
  });
  edge.route("api.example", [target]);
  const before = request(`${ADDRESS}before`, { agent }).on("error", () => {});
  before.end();
  await asked;
  before.destroy();
  await goneBefore;
  const within = request(`${ADDRESS}within`, { agent }).on("error", () => {});
  within.end();
  await once(within, "response");
  within.destroy();
  await goneWithin;
  await edge.drained(target, { timeoutMilliseconds: 10_000 });
});

test("a client that goes away while it sends takes its request along", async () => {
  const { edge, agent } = await openTestEdge();
  const { promise: gone, resolve: went } = Promise.withResolvers<void>();
  const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>();
  const { target } = await openTestTarget((incoming) => {
    incoming.once("data", wasAsked).once("close", went);
  });
  edge.route("api.example", [target]);
  const sent = request(ADDRESS, { agent, method: "POST" }).on("error", () => {});
  sent.write("begun");
  await asked;
  sent.destroy();
  await gone;
});
