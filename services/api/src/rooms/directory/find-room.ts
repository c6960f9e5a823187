import { isRoomSlug, type Room } from "@live-listen/protocol";
import type { Database } from "../../database/database.ts";

/** A room of the database, with the key that nobody outside needs. */
export interface FoundRoom {
  readonly id: string;
  readonly room: Room;
}

interface RoomRow {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly is_private: boolean;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  readonly host_id: string;
  readonly host_name: string;
}

/** The query of all rooms, each with its host's name; `toFoundRoom` reads its rows. */
export function selectRooms(db: Database) {
  return db
    .selectFrom("rooms")
    .innerJoin("people", "people.id", "rooms.host_id")
    .select([
      "rooms.id",
      "rooms.slug",
      "rooms.title",
      "rooms.is_private",
      "rooms.created_at",
      "rooms.ended_at",
      "rooms.host_id",
      "people.display_name as host_name",
    ]);
}

/** Reads a row of {@link selectRooms}. */
export function toFoundRoom(row: RoomRow): FoundRoom {
  return {
    id: row.id,
    room: {
      slug: row.slug,
      title: row.title,
      isPrivate: row.is_private,
      host: { id: row.host_id, name: row.host_name },
      createdAt: row.created_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
    },
  };
}

/** Finds a room by its slug; undefined when there is none, or the text isn't even a slug. */
export async function findRoom(db: Database, slug: string): Promise<FoundRoom | undefined> {
  if (!isRoomSlug(slug)) return undefined;
  const row = await selectRooms(db).where("rooms.slug", "=", slug).executeTakeFirst();
  return row && toFoundRoom(row);
}
