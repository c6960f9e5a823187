import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { openTestEdge } from "./test-edge.ts";
import { openTestTarget } from "./test-target.ts";

const REQUESTERS = 200;
const SOCKETS = 200;
const DEPLOYS = 3;

/** A release that says its name to requests, and to sockets when they open. */
async function openRelease(name: string) {
  const opened = await openTestTarget((incoming, response) => {
    incoming.resume();
    setTimeout(() => response.end(name), 5);
  });
  const sockets = new WebSocketServer({ server: opened.server });
  sockets.on("connection", (socket) => socket.send(name));
  const closeSockets = () => {
    for (const socket of sockets.clients) socket.close(1012);
  };
  return { ...opened, closeSockets };
}

test("two hundred requests and sockets at a time see no fault while a platform deploys and kills what was before", async () => {
  const { edge, agent, fetch } = await openTestEdge();
  const faults: unknown[] = [];
  const answers = new Map<string, number>();
  const open = new Map<WebSocket, string>();
  let isOver = false;

  const request = async (index: number) => {
    while (!isOver) {
      try {
        const response = await fetch("https://api.example/", index % 4 === 0 ? { method: "POST", body: "text" } : {});
        const text = await response.text();
        if (response.status !== 200) faults.push(`${response.status} ${text}`);
        answers.set(text, (answers.get(text) ?? 0) + 1);
      } catch (error) {
        faults.push(error);
      }
      await delay(500);
    }
  };
  const connect = () => {
    const socket = new WebSocket("wss://api.example/", { agent });
    onTestFinished(() => socket.terminate());
    socket.on("error", (error) => faults.push(error));
    socket.on("message", (name) => open.set(socket, String(name)));
    socket.on("close", (code) => {
      open.delete(socket);
      if (isOver) return;
      if (code !== 1012) faults.push(`closed with ${code}`);
      connect();
    });
  };
  /** Waits until requests are answered by a release, and all sockets are open on it. */
  const reached = async (name: string) => {
    await expect.poll(() => answers.get(name) ?? 0, { timeout: 30_000 }).toBeGreaterThan(100);
    await expect.poll(() => [...open.values()].filter((on) => on === name).length, { timeout: 30_000 }).toBe(SOCKETS);
  };

  let current = await openRelease("0");
  edge.route("api.example", [current.target]);
  const requesters = Array.from({ length: REQUESTERS }, (_value, index) => request(index));
  for (let index = 0; index < SOCKETS; index += 1) connect();
  await reached("0");
  for (let deploy = 1; deploy <= DEPLOYS; deploy += 1) {
    const next = await openRelease(String(deploy));
    edge.route("api.example", [next.target]);
    current.closeSockets();
    await edge.drained(current.target, { timeoutMilliseconds: 30_000 });
    current.die();
    current = next;
    await reached(String(deploy));
  }
  isOver = true;
  await Promise.all(requesters);
  expect(faults).toEqual([]);
});
