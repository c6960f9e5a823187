import type { ChatMessage } from "@live-listen/protocol";
import type { Selectable } from "kysely";
import type { Database } from "../../database/database.ts";
import type { MessagesTable } from "../../database/schema.ts";

/** Reads what was said in rooms. */
export interface MessageReader {
  /** Gives the first messages after a sequence, oldest first. */
  after(roomId: string, sequence: number, limit: number): Promise<ChatMessage[]>;
  /** Gives the last messages before a sequence, or of all, oldest first. */
  before(roomId: string, sequence: number | undefined, limit: number): Promise<ChatMessage[]>;
}

/** Makes the reader of a database. */
export function messageReader(db: Database): MessageReader {
  const messagesOf = (roomId: string) => db.selectFrom("messages").selectAll().where("room_id", "=", roomId);
  return {
    async after(roomId, sequence, limit) {
      const rows = await messagesOf(roomId)
        .where("sequence", ">", String(sequence))
        .orderBy("sequence")
        .limit(limit)
        .execute();
      return rows.map(toMessage);
    },
    async before(roomId, sequence, limit) {
      const all = messagesOf(roomId).orderBy("sequence", "desc").limit(limit);
      const query = sequence === undefined ? all : all.where("sequence", "<", String(sequence));
      return (await query.execute()).map(toMessage).reverse();
    },
  };
}

function toMessage(row: Selectable<MessagesTable>): ChatMessage {
  return {
    sequence: Number(row.sequence),
    id: row.id,
    author: { id: row.author_id, name: row.author_name },
    text: row.text,
    at: row.created_at.toISOString(),
  };
}
