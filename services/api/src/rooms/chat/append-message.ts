import type { ChatMessage, Person } from "@live-listen/protocol";
import { sql } from "kysely";
import { DatabaseError } from "pg";
import type { Database } from "../../database/database.ts";
import { ROOMS_CHANNEL } from "../notifications/notification.ts";

/** PostgreSQL's code for a value that is there already (manual, appendix A). */
const UNIQUE_VIOLATION = "23505";

/** Something to be said, by somebody who is in the room. */
export interface NewMessage {
  readonly roomId: string;
  /** Chosen by the client. */
  readonly id: string;
  readonly author: Person;
  readonly text: string;
}

/** What became of it: stored (now or before), refused because the id names somebody else's message, or because the author may say nothing here (any more). */
export type AppendOutcome =
  | { readonly kind: "stored"; readonly message: ChatMessage }
  | { readonly kind: "id_taken" }
  | { readonly kind: "closed" };

/**
 * Stores a message under the next sequence of its room and tells every instance, in one statement: when it returns, all of it is committed. The room's
 * row is locked by the count, so sequences have no gaps and become visible in order, and times don't run backwards. A message whose id is there
 * already violates the key, which takes the count back along with everything else.
 */
export async function appendMessage(db: Database, message: NewMessage): Promise<AppendOutcome> {
  try {
    return await insert(db, message);
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) return await findStored(db, message);
    throw error;
  }
}

async function insert(db: Database, { roomId, id, author, text }: NewMessage): Promise<AppendOutcome> {
  const { rows } = await sql<{ sequence: string; created_at: Date }>`
    with room as (
      update rooms set last_sequence = last_sequence + 1
       where id = ${roomId} and ended_at is null
         and not exists (select from removals where room_id = ${roomId} and person_id = ${author.id})
      returning last_sequence
    ), message as (
      insert into messages (id, room_id, sequence, author_id, author_name, text, created_at)
      select ${id}, ${roomId}, last_sequence, ${author.id}, ${author.name}, ${text}, clock_timestamp() from room
      returning sequence, created_at
    )
    select sequence, created_at,
           pg_notify(${ROOMS_CHANNEL},
                     json_build_object('kind', 'chat', 'room', ${roomId}::text, 'sequence', sequence)::text)
      from message`.execute(db);
  const [row] = rows;
  if (row === undefined) return { kind: "closed" };
  return {
    kind: "stored",
    message: { sequence: Number(row.sequence), id, author, text, at: row.created_at.toISOString() },
  };
}

/** Finds what was stored under an id before, if it is the author's own and in this room. */
async function findStored(db: Database, { roomId, id, author }: NewMessage): Promise<AppendOutcome> {
  const row = await db
    .selectFrom("messages")
    .select(["sequence", "author_name", "text", "created_at"])
    .where("id", "=", id)
    .where("room_id", "=", roomId)
    .where("author_id", "=", author.id)
    .executeTakeFirst();
  if (row === undefined) return { kind: "id_taken" };
  return {
    kind: "stored",
    message: {
      sequence: Number(row.sequence),
      id,
      author: { id: author.id, name: row.author_name },
      text: row.text,
      at: row.created_at.toISOString(),
    },
  };
}
