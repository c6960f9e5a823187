import type { Person } from "@live-listen/protocol";

/** Who is in a room: how many, and of very many only some by name. */
export interface Presence {
  readonly count: number;
  readonly people: readonly Person[];
}

/** Who came, who went, and how many are here since. */
export interface PresenceChange {
  readonly count: number;
  readonly appeared: readonly Person[];
  readonly disappeared: readonly string[];
}

/** Takes up who came and who went. Someone who is here already may appear again, under another name. */
export function changePresence({ people }: Presence, { count, appeared, disappeared }: PresenceChange): Presence {
  const byId = new Map([...people, ...appeared].map((person) => [person.id, person]));
  for (const id of disappeared) byId.delete(id);
  return { count, people: [...byId.values()] };
}

/** Counts oneself in, whom the API tells of only in a moment. */
export function withSelf({ count, people }: Presence, you: Person): Presence {
  const isListed = people.some(({ id }) => id === you.id);
  return isListed ? { count, people } : { count: count + 1, people: [...people, you] };
}

/**
 * Puts people into the order in which they are listed: the host, then oneself, then everybody by name.
 *
 * @param hostId id of the host.
 * @param ownId id of oneself.
 */
export function inOrder(people: readonly Person[], hostId: string, ownId: string): readonly Person[] {
  const rank = ({ id }: Person) => (id === hostId ? 0 : id === ownId ? 1 : 2);
  return people.toSorted((a, b) => rank(a) - rank(b) || NAMES.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** In the reader's language, which knows best where the letters of names belong. */
const NAMES = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
