import { z } from "zod";
import { sequenceSchema } from "./room.ts";
import { MAXIMUM_CHAT_LENGTH } from "./text.ts";

/** Longest text message that a server accepts, in bytes of UTF-8. What servers send is longer where it has to be: pages are bounded by them. */
export const MAXIMUM_MESSAGE_BYTES = 16 * 1024;

/** Longest token that is looked at, in characters; an access token has a few hundred. */
const LONGEST_TOKEN = 4_096;

/** Longer than any slug: what has another form names no room, which is all that a client learns of it. */
const LONGEST_SLUG = 256;

const tokenSchema = z.string().min(1).max(LONGEST_TOKEN);

const pingSchema = z.strictObject({ type: z.literal("ping"), id: z.int().nonnegative() });

const joinSchema = z.strictObject({
  type: z.literal("join"),
  room: z.string().max(LONGEST_SLUG),
  token: tokenSchema,
  resume: sequenceSchema.optional(),
});

const renewSchema = z.strictObject({ type: z.literal("renew"), token: tokenSchema });

const chatSchema = z.strictObject({
  type: z.literal("chat"),
  id: z.uuid().lowercase(),
  text: z.string().max(MAXIMUM_CHAT_LENGTH),
});

/**
 * What a client may say. At any time, `ping` asks for a `pong` with the same id. Once on a socket, `join` enters a room; `resume` is the sequence of
 * the last message that the client has, when it was there before. Afterwards, `chat` says something (`id` is a UUID in lower case that the client
 * chooses; sent again under the same id it is stored once), and `renew` brings a fresh token of the same person before the last one expires.
 */
export const clientMessageSchema = z.discriminatedUnion("type", [pingSchema, joinSchema, renewSchema, chatSchema]);

/** What a client may say. */
export type ClientMessage = z.infer<typeof clientMessageSchema>;
