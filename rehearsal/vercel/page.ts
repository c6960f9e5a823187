import { z } from "zod";

/** What lists take: how many, and from before (`until`, in newer versions `from`) or after (`since`) which moment. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1, "must be at least 1").max(100, "must be at most 100").default(20),
  until: z.coerce.number().optional(),
  from: z.coerce.number().optional(),
  since: z.coerce.number().optional(),
};

type PageQuery = z.output<z.ZodObject<typeof pageQuery>>;

/** One page of a list, and where the next one begins. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pagination: { readonly count: number; readonly next: number | null; readonly prev: number | null };
}

/** Cuts a page out of a list, newest first. Moments of creation are unique within a stand-in, so no item is lost. */
export function pageOf<Item extends { readonly createdAt: number }>(
  all: readonly Item[],
  { limit, until, from, since }: PageQuery,
): Page<Item> {
  const before = until ?? from ?? Number.POSITIVE_INFINITY;
  const within = all
    .filter(({ createdAt }) => createdAt < before && createdAt > (since ?? Number.NEGATIVE_INFINITY))
    .sort((a, b) => b.createdAt - a.createdAt);
  const items = within.slice(0, limit);
  const next = within.length > items.length ? (items.at(-1)?.createdAt ?? null) : null;
  return { items, pagination: { count: items.length, next, prev: items[0]?.createdAt ?? null } };
}
