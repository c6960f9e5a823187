import { sql } from "kysely";
import type { Database } from "../../database/database.ts";

/** Whether somebody may be in a room. */
export interface Standing {
  readonly isEnded: boolean;
  readonly isRemoved: boolean;
}

/** Reads whether a room is over and whether a person was put out of it. */
export async function readStanding(db: Database, roomId: string, personId: string): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select ended_at is not null as "isEnded",
           exists (select from removals where room_id = rooms.id and person_id = ${personId}) as "isRemoved"
      from rooms where id = ${roomId}`.execute(db);
  return rows[0] ?? { isEnded: true, isRemoved: false };
}

/** Reads which of these rooms are over, and who was put out of which. */
export async function readStandings(
  db: Database,
  roomIds: readonly string[],
): Promise<{ ended: string[]; removals: { room: string; person: string }[] }> {
  if (roomIds.length === 0) return { ended: [], removals: [] };
  const ended = await db
    .selectFrom("rooms")
    .select("id")
    .where("id", "in", [...roomIds])
    .where("ended_at", "is not", null)
    .execute();
  const removals = await db
    .selectFrom("removals")
    .select(["room_id as room", "person_id as person"])
    .where("room_id", "in", [...roomIds])
    .execute();
  return { ended: ended.map(({ id }) => id), removals };
}
