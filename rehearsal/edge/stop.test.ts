import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { openTestEdge, temporaryDirectory } from "./test-edge.ts";
import { connectionsOf, openTestTarget } from "./test-target.ts";

test("stopping leaves no connection, whatever was under way on it", async () => {
  const { edge, agent, fetch } = await openTestEdge();
  const asked = Promise.withResolvers<void>();
  const { target, server } = await openTestTarget((incoming, response) => {
    if (incoming.url === "/slow") asked.resolve();
    else response.end("ok");
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => socket.on("error", () => {}));
  edge.route("api.example", [target]);
  await (await fetch("https://api.example/")).text();
  const slow = fetch("https://api.example/slow").catch(() => "gone");
  await asked.promise;
  const socket = new WebSocket("wss://api.example/", { agent });
  await once(socket, "open");
  socket.on("error", () => {});
  const closed = once(socket, "close");
  const silent = connect(edge.port, "127.0.0.1");
  silent.on("error", () => {});
  await once(silent, "connect");
  const silentClosed = once(silent, "close");

  await Promise.all([edge.stop(), edge.stop()]);
  expect(await slow).toBe("gone");
  await Promise.all([closed, silentClosed]);
  await expect.poll(() => connectionsOf(server)).toBe(0);
  await expect(fetch("https://api.example/")).rejects.toThrow("fetch failed");
});

test("an edge that is started again is trusted by who trusted it before, on the same port", async () => {
  const authorityDirectory = await temporaryDirectory();
  const first = await openTestEdge({ authorityDirectory });
  const { target } = await openTestTarget((_incoming, response) => response.end("ok"));
  first.edge.route("api.example", [target]);
  await (await first.fetch("https://api.example/")).text();
  await first.edge.stop();
  const second = await openTestEdge({ authorityDirectory, port: first.edge.port });
  second.edge.route("api.example", [target]);
  expect(await (await first.fetch("https://api.example/")).text()).toBe("ok");
});
