import { expect, test } from "vitest";
import { openTestEdge } from "./test-edge.ts";
import { closedTarget, openRawTarget, openTestTarget } from "./test-target.ts";

const ADDRESS = "https://api.example/";

test("a name without targets is refused, and so is one whose target takes no connections", async () => {
  const { edge, fetch } = await openTestEdge();
  edge.route("api.example", []);
  const without = await fetch(ADDRESS);
  expect(without.status).toBe(503);
  expect(await without.json()).toEqual({ status: 503, message: "Nothing answers under api.example yet." });
  edge.route("api.example", [await closedTarget()]);
  const refused = await fetch(ADDRESS, { method: "POST", body: "text" });
  expect(refused.status).toBe(502);
  expect(await refused.json()).toEqual({ status: 502, message: "The server behind api.example takes no connections." });
});

test("a request of which a target got nothing goes to another, with its whole body", async () => {
  const { edge, fetch } = await openTestEdge();
  const { target } = await openTestTarget((incoming, response) => void incoming.pipe(response));
  edge.route("api.example", [await closedTarget(), await closedTarget(), target]);
  for (let turn = 0; turn < 3; turn += 1) {
    const response = await fetch(ADDRESS, { method: "POST", body: "text" });
    expect([response.status, await response.text()]).toEqual([200, "text"]);
  }
});

/** A target that reads a request's beginning and resets the connection. */
async function resetting(onRequest: () => void) {
  return openRawTarget((socket) =>
    socket.once("data", () => {
      onRequest();
      socket.resetAndDestroy();
    }),
  );
}

test.each([
  ["GET", undefined, 200, 1],
  ["DELETE", undefined, 200, 1],
  ["PUT", "text", 502, 0],
  ["POST", undefined, 502, 0],
  ["POST", "text", 502, 0],
])("a %s with the body %s whose target resets the connection ends with %d", async (method, body, status, others) => {
  const { edge, fetch } = await openTestEdge();
  const asked = { resetting: 0, other: 0 };
  const { target } = await openTestTarget((_incoming, response) => {
    asked.other += 1;
    response.end();
  });
  edge.route("api.example", [await resetting(() => (asked.resetting += 1)), target]);
  const response = await fetch(ADDRESS, { method, body: body ?? null });
  expect(response.status).toBe(status);
  expect(asked).toEqual({ resetting: 1, other: others });
});

test("a request is sent again once, not to all", async () => {
  const { edge, fetch } = await openTestEdge();
  const asked = { count: 0 };
  const count = () => (asked.count += 1);
  edge.route("api.example", [await resetting(count), await resetting(count), await resetting(count)]);
  expect((await fetch(ADDRESS)).status).toBe(502);
  expect(asked.count).toBe(2);
});

test("a connection that the target closed while it was kept makes no request fail, and none that may not is sent twice", async () => {
  const { edge, fetch } = await openTestEdge();
  const asked: Record<string, number> = {};
  const count = (data: Buffer) => {
    const method = String(data).split(" ")[0] ?? "";
    asked[method] = (asked[method] ?? 0) + 1;
  };
  // It closes a connection at the very moment at which a second request comes on it, and has answered nothing of that.
  const target = await openRawTarget((socket) => {
    socket.once("data", (first) => {
      count(first);
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      socket.once("data", (second) => {
        count(second);
        socket.resetAndDestroy();
      });
    });
  });
  edge.route("api.example", [target]);
  for (let index = 0; index < 6; index += 1) {
    for (const method of ["GET", "POST"]) expect(await (await fetch(ADDRESS, { method })).text()).toBe("ok");
  }
  // Every other one found a kept connection.
  expect(asked).toEqual({ GET: 9, POST: 6 });
});

test("a target that is silent for too long is given up", async () => {
  const { edge, fetch } = await openTestEdge({ timeoutMilliseconds: 100 });
  edge.route("api.example", [await openRawTarget(() => {})]);
  const late = await fetch(ADDRESS);
  expect([late.status, await late.json()]).toEqual([
    504,
    { status: 504, message: "The server behind api.example didn't answer in time." },
  ]);
});

test("a target whose answer has begun is not given up, however long the rest takes", async () => {
  // Long enough for a busy machine to begin the answer in.
  const { edge, fetch } = await openTestEdge({ timeoutMilliseconds: 2_000 });
  const { target } = await openTestTarget((_incoming, response) => {
    response.write("begun");
    setTimeout(() => response.end(", ended"), 4_000);
  });
  edge.route("api.example", [target]);
  expect(await (await fetch(ADDRESS)).text()).toBe("begun, ended");
});

test.each([
  ["of known length", "Content-Length: 100"],
  ["in chunks", "Transfer-Encoding: chunked"],
])("an answer %s that breaks off never looks whole", async (_what, framing) => {
  const { edge, fetch } = await openTestEdge();
  const target = await openRawTarget((socket) =>
    socket.once("data", () => {
      socket.write(`HTTP/1.1 200 OK\r\n${framing}\r\n\r\n5\r\nhello\r\n`);
      setTimeout(() => socket.destroy(), 50);
    }),
  );
  edge.route("api.example", [target]);
  const response = await fetch(ADDRESS);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
});

test.each([
  ["isn't HTTP", "SSH-2.0-x\r\n"],
  ["has a control character in its first line", "HTTP/1.1 200 O\u0001K\r\nContent-Length: 0\r\n\r\n"],
  ["has no such status", "HTTP/1.1 000 None\r\nContent-Length: 0\r\n\r\n"],
  [
    "switches to a protocol that nobody asked for",
    "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
  ],
])("what %s is told as an answer that is missing", async (_what, text) => {
  const { edge, fetch } = await openTestEdge();
  edge.route("api.example", [await openRawTarget((socket) => socket.once("data", () => socket.end(text)))]);
  expect((await fetch(ADDRESS)).status).toBe(502);
});
