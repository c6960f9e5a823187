import { type Kysely, sql } from "kysely";

export const compatibleSince = "0001-people-rooms-messages";

/**
 * Who was put out of which room, and who is where at this moment. The latter is not worth keeping: its tables are unlogged, so that writing it is
 * cheap, and a database that crashed or was recovered comes up with nobody in it instead of with ghosts. Instances notice and announce theirs again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table removals (
      room_id uuid not null references rooms (id) on delete cascade,
      person_id uuid not null references people (id) on delete cascade,
      created_at timestamptz not null default now(),

      primary key (room_id, person_id)
    )`.execute(db);
  await sql`create index removals_by_person on removals (person_id)`.execute(db);

  await sql`
    create unlogged table instances (
      id uuid primary key,
      -- An instance says again and again that it lives; one that stops doing so is taken for dead by the others, together with its presences.
      beat_at timestamptz not null default now()
    )`.execute(db);

  await sql`
    create unlogged table presences (
      room_id uuid not null,
      instance_id uuid not null references instances (id) on delete cascade,
      person_id uuid not null,
      display_name text not null,

      primary key (room_id, instance_id, person_id)
    )`.execute(db);
  await sql`create index presences_by_instance on presences (instance_id)`.execute(db);
}

/** Takes all of it back. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table presences`.execute(db);
  await sql`drop table instances`.execute(db);
  await sql`drop table removals`.execute(db);
}
