import { once } from "node:events";
import { createServer } from "node:http";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, onTestFinished, test } from "vitest";
import { apiCheck, webCheck } from "./service.ts";
import { look } from "./test/look.ts";

/** A server that answers each path as a table says, `[status, body]`, and any other with 404. */
async function serve(answers: Record<string, readonly [number, string]>): Promise<string> {
  const server = createServer((request, response) => {
    const [status, body] = answers[request.url ?? ""] ?? [404, ""];
    response.writeHead(status).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

const commit = "0123456789abcdef0123456789abcdef01234567";
const version = (environment: string) =>
  JSON.stringify({ environment, version: "1.2.3", commit, schema: { oldest: "0001", newest: "0001" } });
const asked = (url: string, owner?: number) => ({ url, logFile: "/clone/api.log", owner: async () => owner });

test("an API that is ready tells its release", async () => {
  const url = await serve({ "/readyz": [200, "{}"], "/version": [200, version("local")] });
  expect(await look(apiCheck(asked(url), "local"))).toEqual({
    verdict: "good",
    sentence: `Ready at ${url}, release 1.2.3 (${commit}).`,
  });
});

test("one that isn't ready tells why, in its own words", async () => {
  const url = await serve({
    "/readyz": [503, JSON.stringify({ error: { message: "The database can't be reached." } })],
  });
  const { verdict, sentence } = await look(apiCheck(asked(url), "local"));
  expect(verdict).toBe("wrong");
  expect(sentence).toContain("isn't ready: The database can't be reached. Its log /clone/api.log tells more.");
});

test("that of another environment is wrong", async () => {
  const url = await serve({ "/readyz": [200, "{}"], "/version": [200, version("staging")] });
  expect(await look(apiCheck(asked(url), "local"))).toMatchObject({
    verdict: "wrong",
    sentence: expect.stringContaining("is the API of staging"),
  });
});

test("one that doesn't answer is wrong if it should, and needn't otherwise", async () => {
  const url = `http://127.0.0.1:${await findFreePort()}`;
  for (const make of [
    (owner?: number) => apiCheck(asked(url, owner), "local"),
    (owner?: number) => webCheck(asked(url, owner)),
  ]) {
    expect((await look(make())).verdict).toBe("idle");
    expect(await look(make(42))).toMatchObject({ verdict: "wrong", sentence: expect.stringContaining("`kill 42`") });
  }
});

test("the web server tells the release that it serves", async () => {
  const manifest = { version: "1.2.3", commit, image: "x", bundleHash: "0".repeat(64) };
  const url = await serve({ "/": [200, "<html>"], "/release.json": [200, JSON.stringify(manifest)] });
  const { verdict, sentence } = await look(webCheck(asked(url)));
  expect([verdict, sentence]).toEqual(["good", `Answers at ${url}, release 1.2.3 (${commit}).`]);
});

test("one that serves the sources has none to tell", async () => {
  const url = await serve({ "/": [200, "<html>"], "/release.json": [200, "<html>"] });
  expect(await look(webCheck(asked(url)))).toEqual({ verdict: "good", sentence: `Answers at ${url}.` });
});
