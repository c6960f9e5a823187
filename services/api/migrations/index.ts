import type { Kysely } from "kysely";
import * as peopleRoomsMessages from "./0001-people-rooms-messages.ts";
import * as sessions from "./0002-sessions.ts";
import * as removalsPresences from "./0003-removals-presences.ts";

/** One step of the schema, in a file of its own, named `0001-what-it-makes.ts`; the names sort in the order in which they are applied. */
export interface Migration {
  /**
   * Oldest migration whose builds still work with the schema that this one leaves behind: its own name when it breaks every older build (the
   * contracting half of a change), an earlier one when older builds don't notice (the expanding half).
   */
  readonly compatibleSince: string;
  /** Makes the step, inside a transaction whose search path is the schema of the app. */
  up(db: Kysely<unknown>): Promise<void>;
  /** Takes it back, together with the data that only it has room for. */
  down(db: Kysely<unknown>): Promise<void>;
}

/**
 * Every migration by its name. The list is written out, not read from the folder, so that a bundler takes all of it along; a test compares it
 * with the folder.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-people-rooms-messages": peopleRoomsMessages,
  "0002-sessions": sessions,
  "0003-removals-presences": removalsPresences,
};
