import { z } from "zod";
import { environmentNameSchema } from "./environment-name.ts";
import { chatMessageSchema, personSchema, roomSchema, sequenceSchema } from "./room.ts";

const helloSchema = z.object({
  type: z.literal("hello"),
  environment: environmentNameSchema,
  release: z.object({ version: z.string(), commit: z.string() }),
});

const pongSchema = z.object({ type: z.literal("pong"), id: z.int().nonnegative() });

/** Tells the page that its bundle is of a version the server no longer speaks; a reload fetches the present one. */
const reloadSchema = z.object({ type: z.literal("reload") });

/** Why something wasn't done; the socket stays open. `id` is that of the chat message which it is about, `retryAfterMs` says when to send it again. */
const errorSchema = z.object({
  type: z.literal("error"),
  code: z.string(),
  message: z.string(),
  id: z.string().optional(),
  retryAfterMs: z.int().nonnegative().optional(),
});

/**
 * The answer to `join`. `presence` holds how many people are here and, in huge rooms, only some of them; both are brought up to date by `presence`
 * messages, the first of which also brings the one who joined. `sequence` is that of the room's newest message. `messages` begins what the client
 * lacks, oldest first: everything after `resume`, or the last 50 when there is no `resume` or too much lies behind it (`resumed` is then false, and
 * REST has the rest). What doesn't fit follows in `messages` messages before anything newer.
 */
const joinedSchema = z.object({
  type: z.literal("joined"),
  room: roomSchema,
  you: personSchema,
  /** When the token expires, and the socket with it unless `renew` brings a fresh one. */
  expiresAt: z.iso.datetime(),
  presence: z.object({ count: z.int().nonnegative(), people: z.array(personSchema) }),
  sequence: sequenceSchema,
  resumed: z.boolean(),
  messages: z.array(chatMessageSchema),
});

/** The answer to `renew`. */
const renewedSchema = z.object({ type: z.literal("renewed"), expiresAt: z.iso.datetime() });

/** What was said: every message once and in order, one's own among them. */
const messagesSchema = z.object({ type: z.literal("messages"), messages: z.array(chatMessageSchema) });

/** The answer to `chat`: it is stored for good. Sent again, it gets the same answer. */
const storedSchema = z.object({
  type: z.literal("stored"),
  id: z.uuid(),
  sequence: z.int().positive(),
  at: z.iso.datetime(),
});

/** Who came and who went, since the last of these: `appeared` are to be added to the list (or their name changed), `disappeared` taken from it. */
const presenceSchema = z.object({
  type: z.literal("presence"),
  count: z.int().nonnegative(),
  appeared: z.array(personSchema),
  disappeared: z.array(z.uuid()),
});

/** The host has put this client's person out of the room; the socket is closed with `CloseCode.removed`. */
const removedSchema = z.object({ type: z.literal("removed") });

/** The host has ended the room; the socket is closed with `CloseCode.roomEnded`. */
const endedSchema = z.object({ type: z.literal("ended") });

/** What the server says. Clients ignore properties and types that they don't know, so that a newer server can add some. */
export const serverMessageSchema = z.discriminatedUnion("type", [
  helloSchema,
  pongSchema,
  reloadSchema,
  errorSchema,
  joinedSchema,
  renewedSchema,
  messagesSchema,
  storedSchema,
  presenceSchema,
  removedSchema,
  endedSchema,
]);

/** What the server says. */
export type ServerMessage = z.infer<typeof serverMessageSchema>;
