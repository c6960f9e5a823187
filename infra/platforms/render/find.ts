import { z } from "zod";
import type { RenderClient } from "./client.ts";

/** A page holds at most this many. */
const PAGE = 100;

const named = z.looseObject({ id: z.string(), name: z.string() });

/** What Render lists: the path, and under which key an entry of the list holds the thing itself. */
const LISTS = {
  project: { path: "/projects", entry: z.object({ cursor: z.string(), project: named }).transform((e) => e.project) },
  postgres: {
    path: "/postgres",
    entry: z.object({ cursor: z.string(), postgres: named }).transform((e) => e.postgres),
  },
  webService: {
    path: "/services?type=web_service",
    entry: z.object({ cursor: z.string(), service: named }).transform((e) => e.service),
  },
  registryCredential: { path: "/registrycredentials", entry: named },
} as const;

/** The kinds of things that are found by their name. */
export type RenderKind = keyof typeof LISTS;

/**
 * Finds what bears a name in a workspace. Render lets several bear it.
 *
 * @returns the ids, none when there is none.
 * @throws Fault when Render can't be asked.
 */
export async function findByName(
  client: RenderClient,
  kind: RenderKind,
  ownerId: string,
  name: string,
): Promise<readonly string[]> {
  const { path, entry } = LISTS[kind];
  const query = new URLSearchParams({ name, ownerId, limit: String(PAGE) });
  const found = await client.get(`${path}${path.includes("?") ? "&" : "?"}${query}`, z.array(entry));
  // The filter is Render's, so what it lists is looked at again.
  return (found ?? []).filter((one) => one.name === name).map(({ id }) => id);
}
