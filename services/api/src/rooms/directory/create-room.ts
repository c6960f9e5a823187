import type { Person, Room } from "@live-listen/protocol";
import { DatabaseError } from "pg";
import type { Database } from "../../database/database.ts";
import { privateSlug, publicSlug } from "./slug.ts";

const UNIQUE_VIOLATION = "23505";

/** Attempts to find a slug that is free; the first all but always is. */
const ATTEMPTS = 5;

/** What a room is made of. */
export interface NewRoom {
  readonly title: string;
  readonly isPrivate: boolean;
  readonly host: Person;
}

/** Makes a room, under a slug that can't be guessed when it is private. */
export async function createRoom(db: Database, newRoom: NewRoom): Promise<Room> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await insertRoom(db, newRoom);
    } catch (error) {
      const taken = error instanceof DatabaseError && error.code === UNIQUE_VIOLATION;
      if (!taken || attempt === ATTEMPTS) throw error;
    }
  }
}

async function insertRoom(db: Database, { title, isPrivate, host }: NewRoom): Promise<Room> {
  const slug = isPrivate ? privateSlug() : publicSlug(title);
  const { created_at } = await db
    .insertInto("rooms")
    .values({ slug, title, is_private: isPrivate, host_id: host.id })
    .returning("created_at")
    .executeTakeFirstOrThrow();
  return { slug, title, isPrivate, host, createdAt: created_at.toISOString(), endedAt: null };
}
