import { sql } from "kysely";
import type { Database } from "../../database/database.ts";
import { encodeNotification, type Notification, ROOMS_CHANNEL } from "../notifications/notification.ts";

/** Somebody in a room, or no longer there. */
export interface PresenceChange {
  readonly room: string;
  readonly person: string;
  /** Undefined when the person has left. */
  readonly name: string | undefined;
}

/** Somebody whom an instance has in a room. */
export interface RemotePresence {
  readonly instance: string;
  readonly person: string;
  readonly name: string;
}

/** Writes who came to an instance and who left it, in all its rooms, and tells the others: one statement, all or nothing. */
export async function writePresences(
  db: Database,
  instance: string,
  changes: readonly PresenceChange[],
  notifications: readonly Notification[],
): Promise<void> {
  const came = changes.filter(({ name }) => name !== undefined);
  const left = changes.filter(({ name }) => name === undefined);
  await sql`
    with departed as (
      delete from presences p using unnest(${left.map(({ room }) => room)}::uuid[], ${left.map(({ person }) => person)}::uuid[])
        as l (room_id, person_id)
       where p.instance_id = ${instance} and p.room_id = l.room_id and p.person_id = l.person_id
    ), arrived as (
      insert into presences (instance_id, room_id, person_id, display_name)
      select ${instance}, c.room_id, c.person_id, c.display_name
        from unnest(${came.map(({ room }) => room)}::uuid[], ${came.map(({ person }) => person)}::uuid[], ${came.map(({ name }) => name)}::text[])
          as c (room_id, person_id, display_name)
      on conflict (room_id, instance_id, person_id) do update set display_name = excluded.display_name
    )
    select pg_notify(${ROOMS_CHANNEL}, payload) from unnest(${notifications.map(encodeNotification)}::text[]) as payload`.execute(
    db,
  );
}

/** Reads whom other instances have in a room. */
export async function readPresences(db: Database, room: string, exceptInstance: string): Promise<RemotePresence[]> {
  return await db
    .selectFrom("presences")
    .select(["instance_id as instance", "person_id as person", "display_name as name"])
    .where("room_id", "=", room)
    .where("instance_id", "<>", exceptInstance)
    .execute();
}

/** Reads which of these people these instances have in a room. */
export async function readSomePresences(
  db: Database,
  room: string,
  asked: readonly Pick<RemotePresence, "instance" | "person">[],
): Promise<RemotePresence[]> {
  const { rows } = await sql<RemotePresence>`
    select p.instance_id as instance, p.person_id as person, p.display_name as name
      from presences p
      join unnest(${asked.map(({ instance }) => instance)}::uuid[], ${asked.map(({ person }) => person)}::uuid[])
        as a (instance_id, person_id)
        on p.instance_id = a.instance_id and p.person_id = a.person_id
     where p.room_id = ${room}`.execute(db);
  return rows;
}
