import type { ServerMessage } from "@live-listen/protocol";

type Fields = Readonly<Record<string, unknown>>;

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
      return isId(message.id) ? { type: "pong", id: message.id } : undefined;
    case "reload":
      return { type: "reload" };
    case "error": {
      const { code, message: sentence } = message;
      return typeof code === "string" && typeof sentence === "string"
        ? { type: "error", code, message: sentence }
        : undefined;
    }
    default:
      return undefined;
  }
}

function readHello({ environment, release }: Fields): ServerMessage | undefined {
  if (environment !== "local" && environment !== "staging" && environment !== "production") return undefined;
  if (!isFields(release)) return undefined;
  const { version, commit } = release;
  if (typeof version !== "string" || typeof commit !== "string") return undefined;
  return { type: "hello", environment, release: { version, commit } };
}

function parse(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
