import { databaseDoor } from "./doors/database.ts";
import { type EnvironmentAccess, type TriedDoor, tryDoor } from "./doors/door.ts";
import { pageDoor, socketDoor } from "./doors/page.ts";
import { tokenDoor } from "./doors/token.ts";

export type { DatabaseAddress, EnvironmentAccess, TriedDoor } from "./doors/door.ts";

const TIMEOUT_MILLISECONDS = 10_000;

/**
 * Tries every way by which one environment could reach into another, from where this runs. It leaves one guest in the first.
 *
 * @param from the environment whose people and secrets are the less guarded.
 * @param to the one that has to refuse them.
 * @returns each in a fixed order; it never rejects.
 */
export function tryDoors(from: EnvironmentAccess, to: EnvironmentAccess): Promise<readonly TriedDoor[]> {
  const doors = [databaseDoor(from, to), tokenDoor(from, to), pageDoor(from, to), socketDoor(from, to)];
  return Promise.all(doors.map((door) => tryDoor(door, TIMEOUT_MILLISECONDS)));
}
