import { z } from "@hono/zod-openapi";
import { chatMessageSchema, isRoomTitle, MAXIMUM_TITLE_LENGTH, roomSchema } from "@live-listen/protocol";

/** A room, with the number of people in it. */
export const listedRoomSchema = roomSchema
  .extend({ presentCount: z.int().nonnegative().openapi({ description: "People who are in the room now." }) })
  .openapi("Room");

/** What a room is made from. */
export const newRoomSchema = z
  .object({
    title: z
      .string()
      .trim()
      .min(1)
      .max(MAXIMUM_TITLE_LENGTH)
      .refine(isRoomTitle, "a title is one line of text without control characters")
      .openapi({ description: "One line of text, which is stored without the spaces around it.", example: "Jazz" }),
    isPrivate: z
      .boolean()
      .default(true)
      .openapi({ description: "A private room is listed nowhere; whoever knows its address may come in." }),
  })
  .openapi("NewRoom");

/** Part of the list of rooms. */
export const roomsPageSchema = z
  .object({
    rooms: z.array(listedRoomSchema),
    next: z.string().nullable().openapi({ description: "Cursor of the next page; null when this is the last." }),
  })
  .openapi("Rooms");

/** What was said, under a name in the description. The protocol's own schema was made before zod learnt to describe itself; this one is made after. */
const describedMessageSchema = chatMessageSchema.extend({}).openapi("ChatMessage");

/** Part of what was said in a room. */
export const messagesPageSchema = z
  .object({
    messages: z.array(describedMessageSchema).openapi({ description: "Oldest first." }),
    next: z
      .int()
      .nullable()
      .openapi({ description: "To be sent as `before` to get what was said before these; null when that is nothing." }),
  })
  .openapi("ChatMessages");

/** The path of one room. Slugs of any form are let through: what has the wrong form is a room that isn't there. */
export const slugParameters = z.object({
  slug: z.string().openapi({ description: "Address of the room.", example: "jazz-x7k2pq" }),
});
