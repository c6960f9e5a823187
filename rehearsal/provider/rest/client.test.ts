import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { RestClient, type RestRequest } from "./client.ts";
import { RestFailure } from "./failure.ts";

let close: (() => void) | undefined;
afterEach(() => close?.());

/** A client of a platform that answers as it is told, one request after another. */
async function makeClient(...answers: readonly ((request: IncomingMessage, response: ServerResponse) => void)[]) {
  const left = [...answers];
  const server = createServer((request, response) => left.shift()?.(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return new RestClient({
    name: "Example",
    url: `http://127.0.0.1:${port}/v1`,
    token: "t0ken-canary",
    tokenCure: "pulumi config set --secret example:token",
    refusal: z.object({ message: z.string() }).transform(({ message }) => message),
  });
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
}

const request = {
  method: "POST",
  path: "/things",
  body: { name: "one" },
  answer: z.object({ id: z.string() }),
  purpose: 'create the thing "one"',
  signal: new AbortController().signal,
} as const satisfies RestRequest<{ id: string }>;

async function failureOf(client: RestClient, given: RestRequest<unknown> = request): Promise<RestFailure> {
  const thrown = await client.send(given).catch((error: unknown) => error);
  if (thrown instanceof RestFailure) return thrown;
  throw thrown;
}

test("sends what it is given with its token, and takes what it needs of the answer", async () => {
  let told: unknown;
  const client = await makeClient(async (incoming, response) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    const { authorization } = incoming.headers;
    told = { method: incoming.method, url: incoming.url, authorization, body: JSON.parse(body) };
    answer(201, { id: "1", more: true })(incoming, response);
  });
  expect(await client.send({ ...request, query: { name: "a b", cursor: undefined } })).toEqual({ id: "1" });
  expect(told).toEqual({
    method: "POST",
    url: "/v1/things?name=a+b",
    authorization: "Bearer t0ken-canary",
    body: { name: "one" },
  });
});

test("what is of no use in an answer is not looked at", async () => {
  const client = await makeClient(answer(204, ""));
  expect(await client.send({ ...request, answer: undefined as never })).toBeUndefined();
});

describe("a refusal is one sentence with its cure, and it surely was not done", () => {
  test.each([
    [
      400,
      { message: "name is taken." },
      'Example refused to create the thing "one" (400: name is taken): correct the program and run "pulumi up" again.',
    ],
    [
      404,
      "<html>",
      'Example refused to create the thing "one" (HTTP status 404): correct the program and run "pulumi up" again.',
    ],
    [
      401,
      { message: "unknown key t0ken-canary" },
      'Example doesn\'t know the token of its provider (401: unknown key …): run "pulumi config set --secret example:token".',
    ],
    [
      403,
      { message: "not\n  yours" },
      'Example doesn\'t let this token create the thing "one" (403: not yours): run "pulumi config set --secret example:token" with one that may.',
    ],
  ])("%d %j", async (status, body, sentence) => {
    const failure = await failureOf(await makeClient(answer(status, body)));
    expect(failure.message).toBe(sentence);
    expect(failure).toMatchObject({ status, mayBeDone: false });
  });
});

describe("what may have been done all the same is told so", () => {
  test.each([
    [
      "a fault of the platform",
      answer(503, { message: "Busy" }),
      /^Example failed to create the thing "one" \(503: Busy\)/,
    ],
    [
      "an answer of another form",
      answer(201, { name: "one" }),
      /^Example answers POST \/things in another way than its API promises \(id: /,
    ],
    [
      "a connection that ends",
      (incoming: IncomingMessage) => void incoming.socket.destroy(),
      /^Example gave no answer at http:.* when asked to create the thing "one" \((UND_ERR_SOCKET|ECONNRESET)\)/,
    ],
    [
      "an answer that is cut off",
      (incoming: IncomingMessage, response: ServerResponse) => {
        response.writeHead(201, { "content-length": "100" }).write('{"id":');
        setTimeout(() => incoming.socket.destroy(), 20);
      },
      /^Example gave no answer at /,
    ],
  ])("%s", async (_what, how, sentence) => {
    const failure = await failureOf(await makeClient(how));
    expect(failure.message).toMatch(sentence);
    expect(failure.message).not.toContain("canary");
    expect(failure.mayBeDone).toBe(true);
  });
});

test("a request that came too soon is made again when the platform says so, body and all", async () => {
  const client = await makeClient(
    answer(429, { message: "slow down" }, { "retry-after": "0" }),
    answer(200, { id: "1" }),
  );
  expect(await client.send(request)).toEqual({ id: "1" });
});

test("one that always comes too soon is told so", async () => {
  const client = await makeClient(
    ...Array.from({ length: 6 }, () => answer(429, { message: "no" }, { "retry-after": "0" })),
  );
  expect((await failureOf(client)).message).toBe(
    'Example failed to create the thing "one" (429: no): run "pulumi up" again.',
  );
});

test("a request that is cancelled ends at once, as cancelled", async () => {
  const cancel = new AbortController();
  const client = await makeClient(() => cancel.abort());
  await expect(client.send({ ...request, signal: cancel.signal })).rejects.toThrow(
    expect.objectContaining({ name: "AbortError" }),
  );
});
