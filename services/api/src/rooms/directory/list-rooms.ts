import type { Room } from "@live-listen/protocol";
import { sql } from "kysely";
import type { Database } from "../../database/database.ts";
import { selectRooms, toFoundRoom } from "./find-room.ts";

/** A room with the number of people in it. */
export interface ListedRoom extends Room {
  readonly presentCount: number;
}

/** Part of the list of rooms. */
export interface RoomsPage {
  readonly rooms: ListedRoom[];
  /** Id of the last room, after which the next page begins; undefined when this is the last page. */
  readonly next: string | undefined;
}

const PRESENT_COUNT = sql<number>`(
  select count(distinct person_id)::int from presences where presences.room_id = rooms.id)`.as("present_count");

/** Lists the open public rooms, the newest first. @param after id of the last room of the page before. */
export async function listRooms(db: Database, after: string | undefined, limit: number): Promise<RoomsPage> {
  const open = selectRooms(db)
    .select(PRESENT_COUNT)
    .where("rooms.is_private", "=", false)
    .where("rooms.ended_at", "is", null)
    .orderBy("rooms.id", "desc")
    .limit(limit + 1);
  const rows = await (after === undefined ? open : open.where("rooms.id", "<", after)).execute();
  const page = rows.slice(0, limit);
  return {
    rooms: page.map((row) => ({ ...toFoundRoom(row).room, presentCount: row.present_count })),
    next: rows.length > limit ? page.at(-1)?.id : undefined,
  };
}

/** Counts the people who are in a room, on any instance. */
export async function countPresent(db: Database, roomId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct person_id)::int as count from presences where room_id = ${roomId}`.execute(db);
  return rows[0]?.count ?? 0;
}
