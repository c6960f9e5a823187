import { z } from "zod";
import { ROOM_SLUG } from "./slug.ts";

/** A sequence: the number of a message in its room, counted from 1 without gaps; 0 stands before the first. */
export const sequenceSchema = z.int().nonnegative();

/** Somebody as others see them. */
export const personSchema = z.object({ id: z.uuid(), name: z.string().min(1) });

/** Somebody as others see them. */
export type Person = z.infer<typeof personSchema>;

/** A room, as REST and sockets describe it; over when it has an end. */
export const roomSchema = z.object({
  slug: z.string().regex(ROOM_SLUG),
  title: z.string().min(1),
  isPrivate: z.boolean(),
  host: personSchema,
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

/** A room, as REST and sockets describe it. */
export type Room = z.infer<typeof roomSchema>;

/** What was said in a room; its author has no id any more when the account is gone. */
export const chatMessageSchema = z.object({
  sequence: z.int().positive(),
  id: z.uuid(),
  author: z.object({ id: z.uuid().nullable(), name: z.string().min(1) }),
  text: z.string().min(1),
  at: z.iso.datetime(),
});

/** What was said in a room. */
export type ChatMessage = z.infer<typeof chatMessageSchema>;
