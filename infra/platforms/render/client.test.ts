import { expect, test } from "vitest";
import { z } from "zod";
import { faultOf } from "../test-fault.ts";
import { serveAnswers, type TestAnswer } from "../test-server.ts";
import { RenderClient } from "./client.ts";

const schema = z.object({ id: z.string() });
const good = { status: 200, body: { id: "dpg-1" } };

async function clientOf(answer: (count: number) => TestAnswer, signal?: AbortSignal) {
  const { url, requests } = await serveAnswers((request, count) =>
    request.headers.authorization === "Bearer canary" ? answer(count) : { status: 401 },
  );
  return { client: new RenderClient({ url, apiKey: "canary" }, signal), requests };
}

test("an answer is given as its schema says, and what is not there is undefined", async () => {
  const { client } = await clientOf((count) => (count === 1 ? good : { status: 404, body: { message: "not found" } }));
  expect(await client.get("/postgres/dpg-1", schema)).toEqual({ id: "dpg-1" });
  expect(await client.get("/postgres/dpg-2", schema)).toBeUndefined();
});

test("a read is tried again, a change is not", async () => {
  const { client, requests } = await clientOf((count) => (count === 2 ? good : undefined));
  expect(await client.get("/postgres/dpg-1", schema)).toEqual({ id: "dpg-1" });
  expect(await faultOf(client.post("/services/srv-1/restart", {}, schema))).toMatch(
    /^Render could not be reached at 127\.0\.0\.1:\d+ \(.+\): run this again in a moment\.$/,
  );
  expect(requests).toEqual(["GET /postgres/dpg-1", "GET /postgres/dpg-1", "POST /services/srv-1/restart"]);
});

test.each([
  [401, /^Render refuses the API key for GET \/postgres\/dpg-1 with 401 \(out of disks, …\): .*render:apiKey\.$/],
  [403, /^Render refuses the API key for GET \/postgres\/dpg-1 with 403 \(out of disks, …\)/],
  [400, /^Render answered GET \/postgres\/dpg-1 with 400 \(out of disks, …\)/],
  [500, /^Render answered GET \/postgres\/dpg-1 with 500 \(out of disks, …\)/],
])("a refusal with %i is one sentence with what Render says of it", async (status, sentence) => {
  const { client } = await clientOf(() => ({ status, body: { message: "out of disks,\n canary" } }));
  expect(await faultOf(client.get("/postgres/dpg-1", schema))).toMatch(sentence);
});

test("a change of what is not there is refused", async () => {
  const { client } = await clientOf(() => ({ status: 404, body: { message: "not found" } }));
  expect(await faultOf(client.post("/services/srv-1/restart", {}, schema))).toMatch(
    /^Render answered POST \/services\/srv-1\/restart with 404 \(not found\)/,
  );
});

test("an answer against the contract is told by its fields, not its values", async () => {
  const { client } = await clientOf(() => ({ status: 200, body: { id: 7, secret: "canary" } }));
  expect(await faultOf(client.get("/postgres/dpg-1", schema))).toMatch(/not what its contract says \(id\)/);
});

test("a proxy's page is no answer of Render's", async () => {
  const { client } = await clientOf(() => ({ status: 200, text: "<html>canary</html>" }));
  expect(await faultOf(client.get("/postgres/dpg-1", schema))).toMatch(/not what its contract says \(the whole\)/);
});

test("an interruption ends the work, and is no fault of Render's", async () => {
  const interruption = new AbortController();
  const { client } = await clientOf(() => ({ status: 429, headers: { "retry-after": "50" } }), interruption.signal);
  const asked = client.get("/postgres/dpg-1", schema);
  setTimeout(() => interruption.abort(), 100);
  await expect(asked).rejects.toThrow(/abort/i);
  await expect(asked).rejects.not.toThrow(/could not be reached/);
});
