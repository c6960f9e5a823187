import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { connect } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { openTestEdge, type TestEdge } from "./test-edge.ts";
import { openTestTarget } from "./test-target.ts";

const URL_OF_TARGET = "https://api.example";

/** An edge before a target that tells what it was asked. */
async function openEchoing(): Promise<TestEdge> {
  const opened = await openTestEdge();
  const { target } = await openTestTarget(async (incoming, response) => {
    const body = Buffer.concat(await incoming.toArray()).toString();
    const { method, url, rawHeaders } = incoming;
    response.end(JSON.stringify({ method, url, body, headers: rawHeaders }));
  });
  opened.edge.route("api.example", [target], ["104.16.0.1"]);
  return opened;
}

/** Sends bytes as they are, and gives what comes until the connection is closed. */
async function sendRaw({ edge }: TestEdge, text: string): Promise<string> {
  const ca = readFileSync(edge.authority.certificateFile, "utf8");
  const socket = connect({ host: "127.0.0.1", port: edge.port, servername: "api.example", ca });
  onTestFinished(() => void socket.destroy());
  socket.write(text);
  return Buffer.concat(await socket.toArray()).toString();
}

test("a request arrives as it was sent, with where it came from", async () => {
  const { fetch } = await openEchoing();
  const response = await fetch(`${URL_OF_TARGET}/a%2Fb?c=d&c=e`, {
    method: "PUT",
    body: "text",
    headers: { "X-Forwarded-For": "1.2.3.4", "X-Forwarded-Host": "forged", Authorization: "Bearer t" },
  });
  const { headers, ...asked } = (await response.json()) as { headers: string[] };
  expect(asked).toEqual({ method: "PUT", url: "/a%2Fb?c=d&c=e", body: "text" });
  const headerOf = (name: string) => headers[headers.findIndex((text) => text.toLowerCase() === name) + 1];
  expect(headerOf("host")).toBe("api.example");
  expect(headerOf("authorization")).toBe("Bearer t");
  expect(headerOf("x-forwarded-for")).toBe("1.2.3.4, 127.0.0.1, 104.16.0.1");
  expect(headerOf("x-forwarded-host")).toBe("api.example");
  expect(headerOf("x-forwarded-proto")).toBe("https");
});

test("a path is passed on as it is, also where it goes up or names the host", async () => {
  const opened = await openEchoing();
  const ask = async (path: string) =>
    JSON.parse(
      (await sendRaw(opened, `GET ${path} HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n\r\n`))
        .split("\r\n\r\n")[1]
        ?.replace(/^[0-9a-f]+\r\n|\r\n0$/g, "") ?? "",
    ).url;
  expect(await ask("/a/../b//c?d?e")).toBe("/a/../b//c?d?e");
  expect(await ask("//a")).toBe("//a");
  expect(await ask("https://api.example/a")).toBe("/a");
  expect(await ask("https://api.example?a")).toBe("/?a");
});

test("a body is never taken for another request", async () => {
  const opened = await openEchoing();
  const hidden = "GET /hidden HTTP/1.1\r\nHost: api.example\r\n\r\n";
  const chunk = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
  const last = "GET /last HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n\r\n";
  for (const method of ["DELETE", "GET", "OPTIONS", "POST"]) {
    const answers = await sendRaw(
      opened,
      `${method} /shown HTTP/1.1\r\nHost: api.example\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}${last}`,
    );
    expect([...answers.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url)).toEqual(["/shown", "/last"]);
    expect(answers).toContain(`"body":${JSON.stringify(hidden)}`);
  }
});

test.each([
  ["two hosts", "GET / HTTP/1.1\r\nHost: api.example\r\nHost: b.example\r\n", 400],
  ["no host", "GET / HTTP/1.1\r\n", 400],
  ["another transfer coding", "POST / HTTP/1.1\r\nHost: api.example\r\nTransfer-Encoding: gzip, chunked\r\n", 501],
  ["no path", "GET a HTTP/1.1\r\nHost: api.example\r\n", 400],
  ["both framings", "POST / HTTP/1.1\r\nHost: api.example\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n", 400],
])("a request with %s is refused", async (_what, head, status) => {
  const answer = await sendRaw(await openEchoing(), `${head}Connection: close\r\n\r\n0\r\n\r\n`);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test("an answer arrives as it was given, with repeated headers, and without those of the hop", async () => {
  const { edge, agent } = await openTestEdge();
  const { target } = await openTestTarget((_incoming, response) => {
    response.writeHead(418, "Short and stout", [
      ...[
        "Set-Cookie",
        "a=1",
        "Set-Cookie",
        "b=2",
        "X-Private",
        "hop",
        "Connection",
        "X-Private",
        "Content-Length",
        "2",
      ],
    ]);
    response.end("ok");
  });
  edge.route("api.example", [target]);
  const asked = request(URL_OF_TARGET, { agent }).end();
  const [response] = await once(asked, "response");
  expect([response.statusCode, response.statusMessage]).toEqual([418, "Short and stout"]);
  expect(response.headersDistinct["set-cookie"]).toEqual(["a=1", "b=2"]);
  expect(response.headers["x-private"]).toBeUndefined();
  expect(String(Buffer.concat(await response.toArray()))).toBe("ok");
});

test.each([
  ["HEAD", 200, "5"],
  ["GET", 204, undefined],
  ["GET", 304, undefined],
])("an answer to %s with %d has no body", async (method, status, length) => {
  const { edge, fetch } = await openTestEdge();
  const { target } = await openTestTarget((_incoming, response) => {
    response.writeHead(status, length === undefined ? {} : { "Content-Length": length }).end();
  });
  edge.route("api.example", [target]);
  const response = await fetch(URL_OF_TARGET, { method });
  expect([response.status, response.headers.get("content-length"), await response.text()]).toEqual([
    ...[status, length ?? null, ""],
  ]);
});

test("the beginning of an answer comes before its end is known", async () => {
  const { edge, fetch } = await openTestEdge();
  const { promise: asked, resolve: read } = Promise.withResolvers<void>();
  const { target } = await openTestTarget(async (_incoming, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    await asked;
    response.end("data: late\n\n");
  });
  edge.route("api.example", [target]);
  const response = await fetch(URL_OF_TARGET);
  read();
  expect(await response.text()).toBe("data: late\n\n");
});

test("many requests run over few connections on both sides", async () => {
  const { edge, fetch } = await openTestEdge();
  const { target, server } = await openTestTarget((_incoming, response) => response.end("ok"));
  const connections = { count: 0 };
  server.on("connection", () => (connections.count += 1));
  edge.route("api.example", [target]);
  for (let index = 0; index < 20; index += 1) await (await fetch(URL_OF_TARGET)).text();
  expect(connections.count).toBe(1);
});

test("targets take turns", async () => {
  const { edge, fetch } = await openTestEdge();
  const targets = await Promise.all(
    ["a", "b", "c"].map(async (name) => (await openTestTarget((_incoming, response) => response.end(name))).target),
  );
  edge.route("api.example", targets);
  const answers: string[] = [];
  for (let index = 0; index < 6; index += 1) answers.push(await (await fetch(URL_OF_TARGET)).text());
  expect(answers.join("")).toBe("abcabc");
  expect(edge.targetsOf("API.example")).toEqual(targets);
  expect(edge.targetsOf("b.example")).toEqual([]);
});
