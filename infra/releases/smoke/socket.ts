import { on, once } from "node:events";
import {
  type ClientMessage,
  CloseCode,
  PROTOCOL_VERSIONS,
  type ServerMessage,
  serverMessageSchema,
  subprotocolOf,
} from "@live-listen/protocol";
import { WebSocket } from "ws";
import { messageOf } from "../../fault.ts";
import { type Check, CheckFailure } from "./check.ts";

const PING: ClientMessage = { type: "ping", id: 1 };

/** A page of this environment gets a live connection: the socket opens, the API greets in the environment's name and answers a ping. */
export const socket: Check = async ({ environment, wsUrl, webUrl, network }, signal) => {
  const url = `${wsUrl}/socket`;
  const offered = PROTOCOL_VERSIONS.slice(0, 1).map(subprotocolOf);
  const connection = new WebSocket(url, offered, { origin: webUrl, agent: network?.agent });
  // What goes wrong is told by `hear`; this only keeps a late error, such as that of being ended below, from ending the process.
  connection.on("error", () => {});
  try {
    const messages = on(connection, "message", { close: ["close"], signal });
    const hello = await hear(messages, "hello", url);
    if (hello.environment !== environment) {
      throw new CheckFailure(`${url} greets in the name of ${hello.environment} and not of ${environment}.`);
    }
    const startedAt = performance.now();
    connection.send(JSON.stringify(PING));
    const pong = await hear(messages, "pong", url);
    if (pong.id !== PING.id) throw new CheckFailure(`${url} answers a ping with the number of another.`);
    const roundTrip = Math.ceil(performance.now() - startedAt);
    connection.close(CloseCode.normal);
    await once(connection, "close", { signal });
    return `The socket greets in the name of ${environment} and answered a ping within ${roundTrip} ms.`;
  } catch (error) {
    if (error instanceof CheckFailure || signal.aborted) throw error;
    throw new CheckFailure(`${url} can't be opened from ${webUrl} (${messageOf(error)}).`, { cause: error });
  } finally {
    connection.terminate();
  }
};

type Kind = ServerMessage["type"];

/** Waits for the next message, which must be of the given kind. */
async function hear<K extends Kind>(
  messages: AsyncIterator<readonly unknown[]>,
  kind: K,
  url: string,
): Promise<Extract<ServerMessage, { type: K }>> {
  const next = await messages.next();
  if (next.done) throw new CheckFailure(`${url} closes before it says ${kind}.`);
  const message = parse(String(next.value[0]));
  if (!isOfKind(message, kind))
    throw new CheckFailure(`${url} says ${message?.type ?? "something unknown"} and not ${kind}.`);
  return message;
}

function parse(text: string): ServerMessage | undefined {
  try {
    return serverMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isOfKind<K extends Kind>(
  message: ServerMessage | undefined,
  kind: K,
): message is Extract<ServerMessage, { type: K }> {
  return message?.type === kind;
}
