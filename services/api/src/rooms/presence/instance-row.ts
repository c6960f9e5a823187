import { sql } from "kysely";
import type { Database } from "../../database/database.ts";
import { ROOMS_CHANNEL } from "../notifications/notification.ts";

const GONE = sql`pg_notify(${ROOMS_CHANNEL}, json_build_object('kind', 'gone', 'instance', id)::text)`;

/**
 * Says that an instance lives. Times are the database's, so that nobody's clock matters.
 *
 * @returns whether it counted as living until now; if not (it is new, or the others took it for dead), none of its presences are there.
 */
export async function beat(db: Database, instance: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    insert into instances (id) values (${instance})
    on conflict (id) do update set beat_at = now()
    returning xmax <> 0 as known`.execute(db);
  return rows[0]?.known ?? false;
}

/** Removes the instances that haven't said that they live for a time, with all who were on them, and tells the others. @returns their ids. */
export async function buryDead(db: Database, lifetimeMilliseconds: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with dead as (
      delete from instances where beat_at < now() - make_interval(secs => ${lifetimeMilliseconds / 1000}) returning id
    )
    select id, ${GONE} from dead`.execute(db);
  return rows.map(({ id }) => id);
}

/** Takes leave: removes an instance, with all who are on it, and tells the others. */
export async function takeLeave(db: Database, instance: string): Promise<void> {
  await sql`with left_now as (delete from instances where id = ${instance} returning id) select ${GONE} from left_now`.execute(
    db,
  );
}
