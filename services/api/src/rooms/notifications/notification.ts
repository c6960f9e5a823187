import { z } from "zod";

/** Channel of NOTIFY on which the instances of an environment tell each other what happened in rooms. */
export const ROOMS_CHANNEL = "live_listen_rooms";

/** Ids of people in one notification at most: 39 bytes each keep it below the 8,000 bytes that NOTIFY takes (PostgreSQL manual, NOTIFY). */
const PEOPLE_AT_ONCE = 150;

const notificationSchema = z.discriminatedUnion("kind", [
  /** A message with this sequence was committed. */
  z.object({ kind: z.literal("chat"), room: z.uuid(), sequence: z.int().positive() }),
  /** These people came to the room on this instance, or left it there: what holds is in the table. */
  z.object({ kind: z.literal("presence"), room: z.uuid(), instance: z.uuid(), people: z.array(z.uuid()) }),
  /** An instance left, or died, with everybody who was on it. */
  z.object({ kind: z.literal("gone"), instance: z.uuid() }),
  /** A person was put out of the room. */
  z.object({ kind: z.literal("removed"), room: z.uuid(), person: z.uuid() }),
  /** The room was ended. */
  z.object({ kind: z.literal("ended"), room: z.uuid() }),
]);

/** What one instance tells the others, by NOTIFY: ids only, as the database has the rest. */
export type Notification = z.infer<typeof notificationSchema>;

/** Writes a notification as the payload of a NOTIFY. */
export function encodeNotification(notification: Notification): string {
  return JSON.stringify(notification);
}

/** Reads the payload of a NOTIFY; undefined for anything else, such as a kind that only another release knows. */
export function decodeNotification(payload: string): Notification | undefined {
  try {
    return notificationSchema.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}

/** Says who came or left, in as many notifications as it takes. */
export function presenceNotifications(room: string, instance: string, people: readonly string[]): Notification[] {
  const notifications: Notification[] = [];
  for (let from = 0; from < people.length; from += PEOPLE_AT_ONCE) {
    notifications.push({ kind: "presence", room, instance, people: people.slice(from, from + PEOPLE_AT_ONCE) });
  }
  return notifications;
}
