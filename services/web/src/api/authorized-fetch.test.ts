import { expect, it } from "vitest";
import { createAuthorizedFetch } from "./authorized-fetch.ts";

/** An API that takes one token, and a session that has tokens one after the other. */
function set(good: string, ...tokens: string[]) {
  const sent: (string | null)[] = [];
  const session = {
    token: async (refused?: string) => {
      if (refused !== undefined && tokens[0] === refused) tokens.shift();
      return tokens[0];
    },
  };
  const send = createAuthorizedFetch(session, async (_, init) => {
    const authorization = new Headers(init?.headers).get("Authorization");
    sent.push(authorization);
    return new Response(null, { status: authorization === `Bearer ${good}` ? 204 : 401 });
  });
  return { send, sent };
}

it("sends the token in a header, beside the others", async () => {
  const { send, sent } = set("a", "a");
  expect((await send("https://api.test/rooms", { headers: { Accept: "application/json" } })).status).toBe(204);
  expect(sent).toEqual(["Bearer a"]);
});

it("sends a request once again when its token is refused", async () => {
  const { send, sent } = set("b", "a", "b");
  expect((await send("https://api.test/rooms")).status).toBe(204);
  expect(sent).toEqual(["Bearer a", "Bearer b"]);
});

it("doesn't ask forever", async () => {
  const { send, sent } = set("c", "a", "b");
  expect((await send("https://api.test/rooms")).status).toBe(401);
  expect(sent).toEqual(["Bearer a", "Bearer b"]);
});

it("asks in nobody's name when nobody is signed in", async () => {
  const { send, sent } = set("a");
  expect((await send("https://api.test/rooms")).status).toBe(401);
  expect(sent).toEqual([null]);
});
