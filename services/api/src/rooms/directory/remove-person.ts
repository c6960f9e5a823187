import type { Database } from "../../database/database.ts";
import { notify } from "../notifications/notify.ts";

/** Puts a person out of a room for good and tells every instance. Again, it changes nothing. @returns false when there is no such person. */
export async function removePerson(db: Database, roomId: string, personId: string): Promise<boolean> {
  return await db.transaction().execute(async (transaction) => {
    const person = await transaction.selectFrom("people").select("id").where("id", "=", personId).executeTakeFirst();
    if (person === undefined) return false;
    await transaction
      .insertInto("removals")
      .values({ room_id: roomId, person_id: personId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await notify(transaction, { kind: "removed", room: roomId, person: personId });
    return true;
  });
}
