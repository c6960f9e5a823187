import { PROTOCOL_VERSIONS, subprotocolOf } from "@live-listen/protocol";
import WebSocket from "ws";
import type { Measurement } from "./figure.ts";

const SOCKETS = 50;
const ROUNDS = 20;

/** Time from a ping to its pong on one of many sockets, beside a bare `ws` server that sends back what it gets. */
export function pingRoundTrip(wsUrl: string, bareUrl: string): Measurement {
  return {
    name: `ping on one of ${SOCKETS} sockets`,
    unit: "ms",
    runs: 5,
    measure: () => roundTrip(`${wsUrl}/socket`, [subprotocolOf(PROTOCOL_VERSIONS[0] ?? 1)]),
    baseline: { name: "a bare ws server", measure: () => roundTrip(bareUrl, []) },
  };
}

/** Mean of all round trips, in milliseconds; each socket has one ping under way at a time. */
async function roundTrip(url: string, subprotocols: string[]): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: SOCKETS }, () => open(url, subprotocols)));
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) await Promise.all(sockets.map((socket) => ping(socket, round)));
  const took = performance.now() - started;
  for (const socket of sockets) socket.close();
  return took / ROUNDS;
}

function open(url: string, subprotocols: string[]): Promise<WebSocket> {
  const socket = new WebSocket(url, subprotocols);
  return new Promise((resolve, reject) => socket.once("open", () => resolve(socket)).once("error", reject));
}

function ping(socket: WebSocket, id: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const listen = (data: WebSocket.RawData) => {
      const message = JSON.parse(String(data)) as { id?: number };
      if (message.id !== id) return;
      socket.off("message", listen).off("close", closed);
      resolve();
    };
    const closed = (code: number) => reject(new Error(`the socket was closed with ${code}`));
    socket.on("message", listen).on("close", closed);
    socket.send(JSON.stringify({ type: "ping", id }));
  });
}
