import { sql } from "kysely";
import type { Database } from "../../database/database.ts";
import { encodeNotification, type Notification, ROOMS_CHANNEL } from "./notification.ts";

/** Tells every instance; inside a transaction, when that commits. */
export async function notify(db: Database, notification: Notification): Promise<void> {
  await sql`select pg_notify(${ROOMS_CHANNEL}, ${encodeNotification(notification)})`.execute(db);
}
