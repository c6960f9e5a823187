import type { Database } from "../../database/database.ts";
import { Fault } from "../../http/fault.ts";
import type { Identity } from "../../identity/identity.ts";
import { type FoundRoom, findRoom } from "../../rooms/directory/find-room.ts";

/** Finds a room for a route. @throws {Fault} 404, the same for every slug that names none. */
export async function requireRoom(db: Database, slug: string): Promise<FoundRoom> {
  const found = await findRoom(db, slug);
  if (found !== undefined) return found;
  throw new Fault({ status: 404, code: "room_not_found", message: "There is no room at this address." });
}

/** Finds a room for a route that is its host's alone. @throws {Fault} 404, or 403 for everybody else. */
export async function requireOwnRoom(db: Database, slug: string, identity: Identity): Promise<FoundRoom> {
  const found = await requireRoom(db, slug);
  if (found.room.host.id === identity.personId) return found;
  throw new Fault({ status: 403, code: "not_host", message: "Only the host of a room may do this." });
}
