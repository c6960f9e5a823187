import { expect, test } from "vitest";
import { z } from "zod";
import { Fault } from "../../fault.ts";
import { serveAnswers, type TestAnswer } from "../test-server.ts";
import { RenderClient } from "./client.ts";

const schema = z.object({ id: z.string() });
const good = { status: 200, body: { id: "dpg-1" } };

async function clientOf(answer: (count: number) => TestAnswer) {
  const { url, requests } = await serveAnswers((request, count) =>
    request.headers.authorization === "Bearer canary" ? answer(count) : { status: 401 },
  );
  return { client: new RenderClient({ url, apiKey: "canary" }), requests };
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Fault);
  const { message } = thrown as Fault;
  expect(message.split("\n")).toHaveLength(1);
  expect(message).not.toContain("canary");
  return message;
}

test("an answer is given as its schema says, and what is not there is undefined", async () => {
  const { client } = await clientOf((count) => (count === 1 ? good : { status: 404, body: { message: "not found" } }));
  expect(await client.get("/postgres/dpg-1", schema)).toEqual({ id: "dpg-1" });
  expect(await client.get("/postgres/dpg-2", schema)).toBeUndefined();
});

test("a read waits as long as Render asks when the limit of calls is reached", async () => {
  const { client, requests } = await clientOf((count) =>
    count === 1 ? { status: 429, headers: { "retry-after": "1" } } : good,
  );
  const began = performance.now();
  expect(await client.get("/postgres/dpg-1", schema)).toEqual({ id: "dpg-1" });
  expect(performance.now() - began).toBeGreaterThan(900);
  expect(requests).toHaveLength(2);
});

test("a read is tried again when a connection ends without an answer", async () => {
  const { client, requests } = await clientOf((count) => (count < 3 ? undefined : good));
  expect(await client.get("/postgres/dpg-1", schema)).toEqual({ id: "dpg-1" });
  expect(requests).toHaveLength(3);
});

test("a change is never sent twice", async () => {
  const { client, requests } = await clientOf(() => undefined);
  expect(await faultOf(client.post("/services/srv-1/restart", {}, schema))).toMatch(
    /^Render could not be reached at 127/,
  );
  expect(requests).toHaveLength(1);
});

test.each([
  [401, /^Render refuses the API key \(401\): .*render:apiKey\.$/],
  [403, /^Render refuses the API key \(403\)/],
  [400, /^Render answered GET \/postgres\/dpg-1 with 400 \(out of disks\)/],
  [500, /^Render answered GET \/postgres\/dpg-1 with 500 \(out of disks\)/],
])("a refusal with %i is one sentence", async (status, sentence) => {
  const { client } = await clientOf(() => ({ status, body: { message: "out of disks" } }));
  expect(await faultOf(client.get("/postgres/dpg-1", schema))).toMatch(sentence);
});

test("an answer against the contract is told by its fields, not its values", async () => {
  const { client } = await clientOf(() => ({ status: 200, body: { id: 7, secret: "canary" } }));
  expect(await faultOf(client.get("/postgres/dpg-1", schema))).toMatch(/not what its contract says \(id\)/);
});

test("a wait ends when it is interrupted", async () => {
  const interruption = new AbortController();
  const { url } = await serveAnswers(() => ({ status: 429, headers: { "retry-after": "50" } }));
  const client = new RenderClient({ url, apiKey: "canary" }, interruption.signal);
  const asked = client.get("/postgres/dpg-1", schema);
  setTimeout(() => interruption.abort(), 100);
  await expect(asked).rejects.toThrow(/abort/i);
});
