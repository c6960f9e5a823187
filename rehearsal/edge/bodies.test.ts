import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, test } from "vitest";
import { openTestEdge } from "./test-edge.ts";
import { openTestTarget } from "./test-target.ts";

const CHUNK = randomBytes(64 * 1024);
const CHUNKS = 320;

function* twentyMebibytes() {
  for (let index = 0; index < CHUNKS; index += 1) yield CHUNK;
}

function hashOfAll(): string {
  const hash = createHash("sha256");
  for (const chunk of twentyMebibytes()) hash.update(chunk);
  return hash.digest("hex");
}

test("twenty mebibytes go both ways at once, whole", async () => {
  const { edge, agent } = await openTestEdge();
  const { target } = await openTestTarget((incoming, response) => void incoming.pipe(response));
  edge.route("api.example", [target]);
  const sent = request("https://api.example/", { agent, method: "POST" });
  const sending = pipeline(Readable.from(twentyMebibytes()), sent);
  const [response] = await once(sent, "response");
  const hash = createHash("sha256");
  for await (const chunk of response) hash.update(chunk);
  await sending;
  expect(hash.digest("hex")).toBe(hashOfAll());
});

test("a target writes no faster than a client reads", async () => {
  const { edge, agent } = await openTestEdge();
  const written = { bytes: 0 };
  const { target } = await openTestTarget((_incoming, response) => {
    const counted = Readable.from(twentyMebibytes()).on("data", (chunk: Buffer) => (written.bytes += chunk.length));
    counted.pipe(response);
  });
  edge.route("api.example", [target]);
  const sent = request("https://api.example/", { agent }).end();
  const [response] = await once(sent, "response");
  let before = -1;
  // It has come to rest when nothing more was written for a while.
  while (before !== written.bytes) {
    before = written.bytes;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(written.bytes).toBeLessThan((CHUNKS * CHUNK.length) / 2);
  let read = 0;
  for await (const chunk of response) read += chunk.length;
  expect(read).toBe(CHUNKS * CHUNK.length);
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
  const source = Readable.from(twentyMebibytes()).on("data", (chunk: Buffer) => (taken += chunk.length));
  const sending = pipeline(source, sent);
  let before = -1;
  while (before !== taken) {
    before = taken;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(taken).toBeLessThan((CHUNKS * CHUNK.length) / 2);
  read();
  const [response] = await once(sent, "response");
  expect(String(Buffer.concat(await response.toArray()))).toBe(String(CHUNKS * CHUNK.length));
  await sending;
});
