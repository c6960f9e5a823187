import { z } from "zod";
import { environmentNameSchema } from "./environment-name.ts";

/** Longest text message that either side accepts, in bytes of UTF-8. */
export const MAXIMUM_MESSAGE_BYTES = 16 * 1024;

const pingSchema = z.strictObject({ type: z.literal("ping"), id: z.int().nonnegative() });

/** What a client may say: `ping` asks for a `pong` with the same id. */
export const clientMessageSchema = z.discriminatedUnion("type", [pingSchema]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;

const helloSchema = z.object({
  type: z.literal("hello"),
  environment: environmentNameSchema,
  release: z.object({ version: z.string(), commit: z.string() }),
});

const pongSchema = z.object({ type: z.literal("pong"), id: z.int().nonnegative() });

/** Tells the page that its bundle is of a version the server no longer speaks; a reload fetches the present one. */
const reloadSchema = z.object({ type: z.literal("reload") });

const errorSchema = z.object({ type: z.literal("error"), code: z.string(), message: z.string() });

/** What the server says. Clients ignore properties that they don't know, so that a newer server can add some. */
export const serverMessageSchema = z.discriminatedUnion("type", [helloSchema, pongSchema, reloadSchema, errorSchema]);

export type ServerMessage = z.infer<typeof serverMessageSchema>;
