import { once } from "node:events";
import type { AddressInfo } from "node:net";
import {
  type ClientMessage,
  CloseCode,
  clientMessageSchema,
  formatRetryHint,
  type ServerMessage,
  subprotocolOf,
} from "@live-listen/protocol";
import { afterEach, expect, it } from "vitest";
import { type WebSocket as ServerSocket, WebSocketServer } from "ws";
import { type ConnectionClient, type Conversation, createConnectionClient, type Timing } from "./client.ts";
import { type ConnectionState, phaseOf } from "./state.ts";

const timing: Timing = { pingEvery: 20, helloWithin: 300, pongWithin: 300, probeWithin: 50 };
const hello: ServerMessage = { type: "hello", environment: "local", release: { version: "1.0.0", commit: "abc" } };
const cleanUps: (() => void)[] = [];

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

function say(socket: ServerSocket, message: ServerMessage): void {
  socket.send(JSON.stringify(message));
}

/** What the API does: greets, and answers pings. */
function serve(socket: ServerSocket): void {
  say(socket, hello);
  socket.on("message", (data) => {
    const message = clientMessageSchema.parse(JSON.parse(String(data)));
    if (message.type === "ping") say(socket, { type: "pong", id: message.id });
  });
}

/** A server whose connections are handled one after another by the handlers that are given, the last one over and over. */
async function serverOf(...handlers: ((socket: ServerSocket) => void)[]): Promise<WebSocketServer & { url: string }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  let handled = 0;
  server.on("connection", (socket) => {
    handlers[Math.min(handled, handlers.length - 1)]?.(socket);
    handled += 1;
  });
  await once(server, "listening");
  cleanUps.push(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  return Object.assign(server, { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/socket` });
}

function connect(url: string, conversation?: Conversation): ConnectionClient {
  const client = createConnectionClient({
    url,
    environment: "local",
    timing,
    ...(conversation ? { conversation } : {}),
  });
  cleanUps.unshift(() => client.stop());
  client.start(true);
  return client;
}

/** Waits until the state is as wanted. */
function until(client: ConnectionClient, wanted: (state: ConnectionState) => boolean): Promise<ConnectionState> {
  return new Promise((resolve) => {
    const look = () => {
      if (!wanted(client.state)) return;
      unsubscribe();
      resolve(client.state);
    };
    const unsubscribe = client.subscribe(look);
    look();
  });
}

const live = (state: ConnectionState) => phaseOf(state) === "live";
const reconnecting = (state: ConnectionState) => phaseOf(state) === "reconnecting";

it("connects under the protocol's current version and measures round trips again and again", async () => {
  const server = await serverOf(serve);
  const client = connect(server.url);
  const state = await until(client, ({ roundTrips }) => roundTrips.length >= 3);
  expect(state.api).toEqual({ version: "1.0.0", commit: "abc" });
  for (const roundTrip of state.roundTrips) expect(roundTrip).toBeGreaterThanOrEqual(0);
  expect([...server.clients].map(({ protocol }) => protocol)).toEqual([subprotocolOf(1)]);
});

it("comes back after a restart when the hint says so", async () => {
  const server = await serverOf((socket) => {
    serve(socket);
    socket.on("message", () => socket.close(CloseCode.serviceRestart, formatRetryHint(30)));
  }, serve);
  const client = connect(server.url);
  expect((await until(client, reconnecting)).reason).toBe("restart");
  expect((await until(client, live)).reason).toBeUndefined();
});

it("keeps trying while nothing listens, and tries at once when asked", async () => {
  const server = await serverOf(serve);
  server.close();
  const client = connect(server.url);
  const state = await until(client, ({ link }) => link.kind === "waiting");
  expect(state.reason).toBe("unreachable");
  client.retry();
  expect(client.state.link.kind).toBe("opening");
  expect((await until(client, ({ link }) => link.kind === "waiting")).failures).toBe(2);
});

it.each<[string, (socket: ServerSocket) => void]>([
  ["never greets", () => {}],
  ["greets and then falls silent", (socket) => say(socket, hello)],
])("gives up a server that %s", async (_, handler) => {
  const server = await serverOf(handler);
  const client = connect(server.url);
  await until(client, reconnecting);
  expect(client.state.link.kind).toBe("waiting");
});

it("leaves another environment's API at once, without a word", async () => {
  const said: string[] = [];
  const server = await serverOf((socket) => {
    say(socket, { ...hello, environment: "production" });
    socket.on("message", (data) => said.push(String(data)));
    socket.on("close", () => said.push("closed"));
  });
  const client = connect(server.url);
  const state = await until(client, ({ link }) => link.kind === "waiting");
  expect(phaseOf(state)).toBe("stray");
  for (const socket of server.clients) await once(socket, "close");
  expect(said).toEqual(["closed"]);
});

it("tells of a new version and doesn't ask again soon", async () => {
  const server = await serverOf((socket) => {
    say(socket, { type: "reload" });
    socket.close(CloseCode.unsupportedVersion);
  });
  const client = connect(server.url);
  const state = await until(client, ({ link }) => link.kind === "waiting");
  expect(phaseOf(state)).toBe("outdated");
  expect(state.link.kind === "waiting" && state.link.until - performance.now()).toBeGreaterThan(10_000);
});

it("finds out quickly that the connection is gone when the browser goes offline", async () => {
  const server = await serverOf((socket) => say(socket, hello), serve);
  const client = connect(server.url);
  await until(client, live);
  client.network(false);
  await until(client, (state) => phaseOf(state) === "offline");
  client.network(true);
  await until(client, live);
});

it("stays connected when the browser goes offline but the API answers, as on a developer's own machine", async () => {
  const server = await serverOf(serve);
  const client = connect(server.url);
  await until(client, live);
  client.network(false);
  const before = client.state.roundTrips.length;
  const state = await until(client, ({ roundTrips, link }) => roundTrips.length > before + 4 || link.kind !== "open");
  expect(phaseOf(state)).toBe("live");
});

it("closes its socket when it is stopped, and opens none until it is started again", async () => {
  const server = await serverOf(serve);
  const client = connect(server.url);
  await until(client, live);
  const [socket] = server.clients;
  client.stop();
  if (socket) expect((await once(socket, "close"))[0]).toBe(CloseCode.normal);
  client.retry();
  expect(client.state.link.kind).toBe("idle");
  client.start(true);
  await until(client, live);
});

it("isn't confused by the end of a former socket", async () => {
  const server = await serverOf(serve);
  const client = connect(server.url);
  await until(client, live);
  const [former] = server.clients;
  client.stop();
  client.start(true);
  if (former) await once(former, "close");
  const state = await until(client, ({ roundTrips, failures }) => roundTrips.length >= 3 || failures > 0);
  expect(state.failures).toBe(0);
});

/** A conversation that says one thing and writes down what happens to it. */
function record(first: ClientMessage, happened: string[]): Conversation {
  return {
    begin: async (say) => {
      happened.push("begin");
      say(first);
    },
    hear: ({ type }) => happened.push(`hear ${type}`),
    end: (code) => happened.push(`end ${code}`),
  };
}

const renew: ClientMessage = { type: "renew", token: "token" };

it("begins to speak anew on every socket, and tells with which code one ended", async () => {
  const handler = (socket: ServerSocket) => {
    serve(socket);
    socket.on("message", (data) => {
      if (clientMessageSchema.parse(JSON.parse(String(data))).type !== "renew") return;
      say(socket, { type: "renewed", expiresAt: "2026-01-31T09:30:00Z" });
      socket.close(CloseCode.serviceRestart, formatRetryHint(1));
    });
  };
  const happened: string[] = [];
  const server = await serverOf(handler);
  const client = connect(server.url, record(renew, happened));
  await until(client, () => happened.length >= 6);
  const round = ["begin", "hear renewed", `end ${CloseCode.serviceRestart}`];
  expect(happened.slice(0, 6)).toEqual([...round, ...round]);
});

it("gives a connection up on which nothing can be said", async () => {
  const server = await serverOf(serve);
  const client = connect(server.url, {
    begin: () => Promise.reject(new Error("nobody")),
    hear: () => {},
    end: () => {},
  });
  expect((await until(client, ({ link }) => link.kind === "waiting")).failures).toBe(1);
});

it("never speaks to another environment's API", async () => {
  const happened: string[] = [];
  const server = await serverOf((socket) => say(socket, { ...hello, environment: "production" }));
  const client = connect(server.url, record(renew, happened));
  await until(client, ({ link }) => link.kind === "waiting");
  expect(happened).toEqual([]);
});
