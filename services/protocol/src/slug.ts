/** The form of a room's slug, its address: letters, digits, `-` and `_`, 3 to 64 of them. */
export const ROOM_SLUG = /^[A-Za-z0-9_-]{3,64}$/;

/** Whether a text has the form of a room's slug. */
export function isRoomSlug(text: string): boolean {
  return ROOM_SLUG.test(text);
}
