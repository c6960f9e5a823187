import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { openTestEdge } from "./test-edge.ts";
import { connectionsOf, openTestTarget } from "./test-target.ts";

const ADDRESS = "https://api.example/";

/** A target that says which it is; with what is asked of it held back until it is let go. */
async function openHolding(name: string) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>();
  const opened = await openTestTarget(async (incoming, response) => {
    wasAsked();
    if (incoming.url === "/slow") await released;
    response.end(name);
  });
  return { ...opened, asked, release };
}

test("a request under way ends where it began, and new ones go to the new target", async () => {
  const { edge, fetch } = await openTestEdge();
  const [before, after] = [await openHolding("before"), await openHolding("after")];
  edge.route("api.example", [before.target]);
  const slow = fetch(`${ADDRESS}slow`);
  await before.asked;
  edge.route("api.example", [after.target]);
  expect(await (await fetch(ADDRESS)).text()).toBe("after");
  let drained = false;
  const draining = edge.drained(before.target, { timeoutMilliseconds: 60_000 }).then(() => (drained = true));
  await delay(50);
  expect(drained).toBe(false);
  before.release();
  expect(await (await slow).text()).toBe("before");
  await draining;
  await expect.poll(() => connectionsOf(before.server)).toBe(0);
});

test("draining ends when its time is over, and at once where nothing runs", async () => {
  const { edge, fetch } = await openTestEdge();
  const before = await openHolding("before");
  edge.route("api.example", [before.target]);
  await edge.drained(before.target, { timeoutMilliseconds: 60_000 });
  const slow = fetch(`${ADDRESS}slow`);
  await before.asked;
  await edge.drained(before.target, { timeoutMilliseconds: 50 });
  before.release();
  expect(await (await slow).text()).toBe("before");
});

test("connections to a target that no name leads to any more aren't kept", async () => {
  const { edge, fetch } = await openTestEdge();
  const [before, after] = [await openHolding("before"), await openHolding("after")];
  edge.route("api.example", [before.target]);
  edge.route("www.example", [before.target]);
  await (await fetch(ADDRESS)).text();
  edge.route("api.example", [after.target]);
  expect(await connectionsOf(before.server)).toBe(1);
  edge.unroute("www.example");
  await expect.poll(() => connectionsOf(before.server)).toBe(0);
});

test("instances that are killed one after another fail no request that may be sent again", async () => {
  const { edge, fetch } = await openTestEdge();
  const under = { way: true };
  const faults: unknown[] = [];
  const open = () => openTestTarget((_incoming, response) => response.end("ok"));
  const [first, second, third] = [await open(), await open(), await open()];
  edge.route("api.example", [first.target, second.target, third.target]);
  const answers = Array.from({ length: 20 }, () => 0);
  const workers = answers.map(async (_none, worker) => {
    while (under.way) {
      const response = await fetch(ADDRESS);
      if ((await response.text()) !== "ok") faults.push(response.status);
      answers[worker] = (answers[worker] ?? 0) + 1;
    }
  });
  // A request is sent again once: one that both deaths hit would rightly fail. So each worker has two more answers in
  // between, of which it asked for the latter after the first death.
  const goneOn = async () => {
    const least = answers.map((count) => count + 2);
    const behind = () => least.filter((count, worker) => (answers[worker] ?? 0) < count);
    await expect.poll(behind, { timeout: 30_000 }).toEqual([]);
  };
  for (const instance of [first, second]) {
    await goneOn();
    instance.die();
  }
  await goneOn();
  under.way = false;
  await Promise.all(workers);
  expect(faults).toEqual([]);
});
