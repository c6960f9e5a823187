import { type Kysely, sql } from "kysely";

export const compatibleSince = "0001-people-rooms-messages";

/** Sessions: who is signed in, in which browser. A row is a whole family of refresh tokens, of which it knows the newest and the one before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sessions (
      id uuid primary key default uuidv7(),
      person_id uuid not null references people (id) on delete cascade,
      -- SHA-256 of the token that is good, so that a stolen copy of this table signs nobody in.
      token_hash bytea not null,
      -- Of the token before it, from which the good one can be derived again with the salt, for a client that never got the answer.
      previous_token_hash bytea,
      rotation_salt bytea,
      rotated_at timestamptz,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,

      constraint sessions_token_hash_length check (octet_length(token_hash) = 32),
      constraint sessions_previous_token_hash_length check (octet_length(previous_token_hash) = 32),
      constraint sessions_rotation_salt_length check (octet_length(rotation_salt) = 32),
      constraint sessions_rotated_or_not check (num_nulls(previous_token_hash, rotation_salt, rotated_at) in (0, 3)),
      constraint sessions_expire_after_creation check (expires_at > created_at)
    )`.execute(db);
  await sql`create index sessions_by_person on sessions (person_id, expires_at desc)`.execute(db);
  await sql`create index sessions_by_expiry on sessions (expires_at)`.execute(db);
}

/** Signs everybody out. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table sessions`.execute(db);
}
