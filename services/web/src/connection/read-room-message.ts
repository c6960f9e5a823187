import { type ChatMessage, isRoomSlug, type Person, type Room, type ServerMessage } from "@live-listen/protocol";
import { asFields, type Fields, isCount, isText, isTime, isUuid, readList } from "./shape.ts";

/**
 * Reads what the server says to those in a room, as {@link readServerMessage} does.
 *
 * @param message parsed.
 */
export function readRoomMessage(message: Fields): ServerMessage | undefined {
  switch (message.type) {
    case "joined":
      return readJoined(message);
    case "renewed":
      return isTime(message.expiresAt) ? { type: "renewed", expiresAt: message.expiresAt } : undefined;
    case "messages": {
      const messages = readList(message.messages, readChatMessage);
      return messages && { type: "messages", messages: [...messages] };
    }
    case "stored":
      return readStored(message);
    case "presence":
      return readPresence(message);
    case "removed":
      return { type: "removed" };
    case "ended":
      return { type: "ended" };
    default:
      return undefined;
  }
}

function readJoined(fields: Fields): ServerMessage | undefined {
  const { expiresAt, sequence, resumed } = fields;
  const room = readRoom(fields.room);
  const you = readPerson(fields.you);
  const { count, people: listed } = asFields(fields.presence) ?? {};
  const people = readList(listed, readPerson);
  const messages = readList(fields.messages, readChatMessage);
  if (!room || !you || !people || !messages) return undefined;
  if (!isTime(expiresAt) || !isCount(sequence) || !isCount(count) || typeof resumed !== "boolean") return undefined;
  return {
    type: "joined",
    room,
    you,
    expiresAt,
    presence: { count, people: [...people] },
    sequence,
    resumed,
    messages: [...messages],
  };
}

function readStored({ id, sequence, at }: Fields): ServerMessage | undefined {
  return isUuid(id) && isSequence(sequence) && isTime(at) ? { type: "stored", id, sequence, at } : undefined;
}

function readPresence({ count, appeared, disappeared }: Fields): ServerMessage | undefined {
  const people = readList(appeared, readPerson);
  const ids = readList(disappeared, (id) => (isUuid(id) ? id : undefined));
  if (!people || !ids || !isCount(count)) return undefined;
  return { type: "presence", count, appeared: [...people], disappeared: [...ids] };
}

function readRoom(value: unknown): Room | undefined {
  const { slug, title, isPrivate, host: hostFields, createdAt, endedAt } = asFields(value) ?? {};
  const host = readPerson(hostFields);
  if (typeof slug !== "string" || !isRoomSlug(slug) || !isText(title) || !host) return undefined;
  if (typeof isPrivate !== "boolean" || !isTime(createdAt) || !(endedAt === null || isTime(endedAt))) return undefined;
  return { slug, title, isPrivate, host, createdAt, endedAt };
}

function readPerson(value: unknown): Person | undefined {
  const { id, name } = asFields(value) ?? {};
  return isUuid(id) && isText(name) ? { id, name } : undefined;
}

function readChatMessage(value: unknown): ChatMessage | undefined {
  const { sequence, id, author, text, at } = asFields(value) ?? {};
  const { id: authorId, name } = asFields(author) ?? {};
  if (!isSequence(sequence) || !isUuid(id) || !isText(name) || !isText(text) || !isTime(at)) return undefined;
  return authorId === null || isUuid(authorId) ? { sequence, id, author: { id: authorId, name }, text, at } : undefined;
}

/** Sequences count from 1. */
function isSequence(value: unknown): value is number {
  return isCount(value) && value > 0;
}
