import { type Kysely, sql } from "kysely";

export const compatibleSince = "0001-people-rooms-messages";

/**
 * People, rooms, and what is said in them. Keys are UUIDs of version 7 (RFC 9562): they sort by time, so new rows land beside each other in the
 * index, and nobody can guess the next one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table people (
      id uuid primary key default uuidv7(),
      display_name text not null,
      email text,
      password_hash text,
      created_at timestamptz not null default now(),

      constraint people_display_name_length check (char_length(display_name) between 1 and 80),
      -- RFC 5321 section 4.5.3.1: a path has 256 octets, two of them brackets.
      constraint people_email_form check (char_length(email) <= 254 and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
      constraint people_password_hash_algorithm check (password_hash like '$argon2id$%'),
      -- A guest has neither, an account both.
      constraint people_guest_or_account check ((email is null) = (password_hash is null))
    )`.execute(db);
  await sql`create unique index people_email_unique on people (lower(email))`.execute(db);

  await sql`
    create table rooms (
      id uuid primary key default uuidv7(),
      slug text not null,
      title text not null,
      is_private boolean not null default true,
      -- Deleting an account may not take a room away from those who are in it: rooms are handed over or deleted first.
      host_id uuid not null references people (id) on delete restrict,
      -- Sequence of the room's newest message. Counted here, under the row's lock, so that sequences have no gaps and nobody resumes past a
      -- message that was yet to be committed.
      last_sequence bigint not null default 0,
      created_at timestamptz not null default now(),
      ended_at timestamptz,

      constraint rooms_slug_unique unique (slug),
      constraint rooms_slug_form check (slug ~ '^[A-Za-z0-9_-]{3,64}$'),
      -- 22 characters of base64url hold 128 bits: whoever knows a private room's address was given it.
      constraint rooms_private_slug_unguessable check (not is_private or char_length(slug) >= 22),
      constraint rooms_title_length check (char_length(title) between 1 and 120),
      constraint rooms_last_sequence_counts_up check (last_sequence >= 0),
      constraint rooms_ended_after_created check (ended_at >= created_at)
    )`.execute(db);
  await sql`create index rooms_by_host on rooms (host_id, id desc)`.execute(db);
  await sql`create index rooms_open_to_all on rooms (id desc) where not is_private and ended_at is null`.execute(db);

  await sql`
    create table messages (
      -- Clients choose it, so that a message sent again after a lost connection is stored once.
      id uuid primary key default uuidv7(),
      room_id uuid not null references rooms (id) on delete cascade,
      sequence bigint not null,
      -- What was said stays readable when its author's account is gone; hence the name beside the reference.
      author_id uuid references people (id) on delete set null,
      author_name text not null,
      text text not null,
      created_at timestamptz not null default now(),

      -- Also the index by which a room is paged and resumed.
      constraint messages_sequence_unique unique (room_id, sequence),
      constraint messages_sequence_positive check (sequence > 0),
      constraint messages_author_name_length check (char_length(author_name) between 1 and 80),
      constraint messages_text_length check (char_length(text) between 1 and 4000)
    )`.execute(db);
  await sql`create index messages_by_author on messages (author_id) where author_id is not null`.execute(db);
}

/** Takes all of it back. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table messages`.execute(db);
  await sql`drop table rooms`.execute(db);
  await sql`drop table people`.execute(db);
}
