import { expect, it } from "vitest";
import { ask } from "./ask.ts";
import { UNREACHABLE } from "./failure.ts";

const answer = (content: unknown, init?: ResponseInit) => async () => Response.json(content, init);

it("gives what the API answers", async () => {
  expect(await ask(answer({ rooms: [] }))).toEqual({ ok: true, value: { rooms: [] } });
  expect(await ask(async () => new Response(null, { status: 204 }))).toEqual({ ok: true, value: null });
});

it("gives why the API refused", async () => {
  const refusal = { error: { code: "room_not_found", message: "There is no room at this address.", requestId: "1" } };
  expect(await ask(answer(refusal, { status: 404 }))).toEqual({
    ok: false,
    failure: { code: "room_not_found", sentence: "There is no room at this address." },
  });
});

it.each<[string, () => Promise<Response>]>([
  ["the network fails", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["something else answers", async () => new Response("<html>", { status: 200 })],
  ["a proxy fails", async () => new Response("Bad gateway", { status: 502 })],
])("never throws when %s", async (_, send) => {
  expect(await ask(send)).toEqual({ ok: false, failure: UNREACHABLE });
});
