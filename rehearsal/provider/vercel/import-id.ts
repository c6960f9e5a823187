import { Fault } from "../../fault.ts";

/**
 * Takes apart the id that a resource is imported by, as Vercel's own provider does: the ids that lead to the resource with
 * slashes between them, before which the id of the team may stand.
 *
 * @param names of the parts, for example `["project", "domain"]`
 * @returns the team, if there is one, and the parts in the order of their names
 * @throws Fault when the id has another number of parts
 */
export function parseImportId<const Names extends readonly string[]>(
  id: string,
  names: Names,
): { teamId: string | undefined; parts: { [Index in keyof Names]: string } } {
  const all = id.split("/");
  const parts = all.slice(-names.length);
  const [teamId] = all.length > names.length ? all : [];
  const isComplete = parts.length === names.length && parts.every((part) => part !== "");
  if (isComplete && all.length <= names.length + 1) {
    return { teamId: teamId || undefined, parts: parts as { [Index in keyof Names]: string } };
  }
  const form = names.map((name) => `<${name}>`).join("/");
  throw new Fault(`"${id}" is no id to import by: give it as "${form}" or "<team>/${form}".`);
}

/** The id that a resource is imported by. */
export function formatImportId(teamId: string | undefined, ...parts: readonly string[]): string {
  return [...(teamId === undefined ? [] : [teamId]), ...parts].join("/");
}
