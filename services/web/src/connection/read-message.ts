import type { ServerMessage } from "@live-listen/protocol";
import { readRoomMessage } from "./read-room-message.ts";
import { asFields, type Fields, isCount } from "./shape.ts";

/**
 * Reads what the server said. The protocol's schema would do it as well, but a validator would be most of the page's script and wants to
 * compile code, which the page's content security policy forbids; a test holds the two equal.
 *
 * @param text a text message.
 * @returns the message; undefined for anything else, such as a kind of message that only a newer server knows.
 */
export function readServerMessage(text: string): ServerMessage | undefined {
  const message = parse(text);
  if (!message) return undefined;
  switch (message.type) {
    case "hello":
      return readHello(message);
    case "pong":
      return isCount(message.id) ? { type: "pong", id: message.id } : undefined;
    case "reload":
      return { type: "reload" };
    case "error":
      return readError(message);
    default:
      return readRoomMessage(message);
  }
}

function readHello({ environment, release }: Fields): ServerMessage | undefined {
  if (environment !== "local" && environment !== "staging" && environment !== "production") return undefined;
  const { version, commit } = asFields(release) ?? {};
  if (typeof version !== "string" || typeof commit !== "string") return undefined;
  return { type: "hello", environment, release: { version, commit } };
}

function readError({ code, message, id, retryAfterMs }: Fields): ServerMessage | undefined {
  if (typeof code !== "string" || typeof message !== "string") return undefined;
  if (id !== undefined && typeof id !== "string") return undefined;
  if (retryAfterMs !== undefined && !isCount(retryAfterMs)) return undefined;
  return {
    type: "error",
    code,
    message,
    ...(id === undefined ? {} : { id }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function parse(text: string): Fields | undefined {
  try {
    return asFields(JSON.parse(text));
  } catch {
    return undefined;
  }
}
