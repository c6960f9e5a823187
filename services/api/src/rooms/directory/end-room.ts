import { sql } from "kysely";
import type { Database } from "../../database/database.ts";
import { notify } from "../notifications/notify.ts";

/** Ends a room for good and tells every instance. Ending it again changes nothing. @returns when it ended. */
export async function endRoom(db: Database, roomId: string): Promise<Date> {
  return await db.transaction().execute(async (transaction) => {
    await notify(transaction, { kind: "ended", room: roomId });
    const { ended_at } = await transaction
      .updateTable("rooms")
      // Rooms end when they end, and not when the transaction began, which may have waited for a message to be stored.
      .set({ ended_at: sql<Date>`coalesce(ended_at, clock_timestamp())` })
      .where("id", "=", roomId)
      .returning("ended_at")
      .executeTakeFirstOrThrow();
    if (ended_at === null) throw new Error("the room didn't end");
    return ended_at;
  });
}
