import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { openTestEdge } from "./test-edge.ts";
import { openTestTarget } from "./test-target.ts";

const CHUNK = randomBytes(64 * 1024);
const MEBIBYTE = 1024 * 1024;
const WHOLE = 20 * MEBIBYTE;
/** More than the system's buffers of all the connections on the way hold, which can be some 20 MiB. */
const FLOOD = 80 * MEBIBYTE;

function* bytes(count: number) {
  for (let sent = 0; sent < count; sent += CHUNK.length) yield CHUNK;
}

function hashOf(count: number): string {
  const hash = createHash("sha256");
  for (const chunk of bytes(count)) hash.update(chunk);
  return hash.digest("hex");
}

/** A number once it has stopped to grow. */
async function atRest(number: () => number): Promise<number> {
  for (let before = -1; ; ) {
    if (before === number()) return before;
    before = number();
    await delay(500);
  }
}

test("twenty mebibytes go both ways at once, whole", async () => {
  const { edge, agent } = await openTestEdge();
  const { target } = await openTestTarget((incoming, response) => void incoming.pipe(response));
  edge.route("api.example", [target]);
  const sent = request("https://api.example/", { agent, method: "POST" });
  const sending = pipeline(Readable.from(bytes(WHOLE)), sent);
  const [response] = await once(sent, "response");
  const hash = createHash("sha256");
  for await (const chunk of response) hash.update(chunk);
  await sending;
  expect(hash.digest("hex")).toBe(hashOf(WHOLE));
});

test("a target writes no faster than a client reads", async () => {
  const { edge, agent } = await openTestEdge();
  const written = { bytes: 0 };
  const { target } = await openTestTarget((_incoming, response) => {
    const counted = Readable.from(bytes(FLOOD)).on("data", (chunk: Buffer) => (written.bytes += chunk.length));
    counted.pipe(response);
  });
  edge.route("api.example", [target]);
  const sent = request("https://api.example/", { agent }).end();
  const [response] = await once(sent, "response");
  expect(await atRest(() => written.bytes)).toBeLessThan(FLOOD / 2);
  let read = 0;
  for await (const chunk of response) read += chunk.length;
  expect(read).toBe(FLOOD);
});

test("a client sends no faster than a target reads", async () => {
  const { edge, agent } = await openTestEdge();
  const { promise: mayRead, resolve: read } = Promise.withResolvers<void>();
  const { target } = await openTestTarget(async (incoming, response) => {
    await mayRead;
    response.end(String((await incoming.toArray()).reduce((sum, chunk: Buffer) => sum + chunk.length, 0)));
  });
  edge.route("api.example", [target]);
  const sent = request("https://api.example/", { agent, method: "POST" });
  let taken = 0;
  const source = Readable.from(bytes(FLOOD)).on("data", (chunk: Buffer) => (taken += chunk.length));
  const sending = pipeline(source, sent);
  expect(await atRest(() => taken)).toBeLessThan(FLOOD / 2);
  read();
  const [response] = await once(sent, "response");
  expect(String(Buffer.concat(await response.toArray()))).toBe(String(FLOOD));
  await sending;
});
