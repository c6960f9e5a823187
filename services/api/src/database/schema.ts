import type { ColumnType, Generated } from "kysely";

/** A bigint: `pg` reads it as text, because a number can't hold all of them. */
type Bigint = ColumnType<string, string | number, string | number>;

/** Someone who takes part: an account, or a guest (no email, no password). */
export interface PeopleTable {
  readonly id: Generated<string>;
  readonly display_name: string;
  readonly email: string | null;
  readonly password_hash: string | null;
  readonly created_at: ColumnType<Date, never, never>;
}

/** A room; over when `ended_at` is set. */
export interface RoomsTable {
  readonly id: Generated<string>;
  readonly slug: string;
  readonly title: string;
  readonly is_private: Generated<boolean>;
  readonly host_id: string;
  readonly last_sequence: ColumnType<string, never, string | number>;
  readonly created_at: ColumnType<Date, never, never>;
  readonly ended_at: Date | null;
}

/** What was written in a room; `sequence` counts up from 1 without gaps in each room. */
export interface MessagesTable {
  readonly id: Generated<string>;
  readonly room_id: string;
  readonly sequence: Bigint;
  readonly author_id: string | null;
  readonly author_name: string;
  readonly text: string;
  readonly created_at: ColumnType<Date, never, never>;
}

/** Who was put out of which room, for good. */
export interface RemovalsTable {
  readonly room_id: string;
  readonly person_id: string;
  readonly created_at: ColumnType<Date, never, never>;
}

/** The running instances of the API; one whose `beat_at` is too old is dead. Unlogged: empty after a crash of the database. */
export interface InstancesTable {
  readonly id: string;
  readonly beat_at: ColumnType<Date, never, never>;
}

/** Who is in which room, on which instance. Unlogged, as above. */
export interface PresencesTable {
  readonly room_id: string;
  readonly instance_id: string;
  readonly person_id: string;
  readonly display_name: string;
}

/** Someone signed in in one browser: a family of refresh tokens, as hashes. */
export interface SessionsTable {
  readonly id: Generated<string>;
  readonly person_id: string;
  readonly token_hash: Buffer;
  readonly previous_token_hash: Buffer | null;
  readonly rotation_salt: Buffer | null;
  readonly rotated_at: Date | null;
  readonly created_at: ColumnType<Date, never, never>;
  readonly expires_at: Date;
}

/** The tables that the app reads and writes, as the migrations leave them; `database.ts` gives them to Kysely. */
export interface Schema {
  readonly people: PeopleTable;
  readonly rooms: RoomsTable;
  readonly messages: MessagesTable;
  readonly sessions: SessionsTable;
  readonly removals: RemovalsTable;
  readonly instances: InstancesTable;
  readonly presences: PresencesTable;
}
