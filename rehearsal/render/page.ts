import { z } from "zod";
import { badRequest } from "./refusal.ts";

/** What lists take: how many, and after which item. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1, "must be at least 1").max(100, "must be at most 100").default(20),
  cursor: z.string().optional(),
};

type PageQuery = z.output<z.ZodObject<typeof pageQuery>>;

/** No page: all there is, as after a change of all there is. */
export const EVERYTHING: PageQuery = { limit: Number.POSITIVE_INFINITY };

/** An item of a page, and the cursor of the page that begins after it. */
export interface Paged<Item> {
  readonly item: Item;
  readonly cursor: string;
}

/** Cuts a page out of a list, newest first. */
export function newestFirst<Item extends { readonly id: string }>(
  items: readonly Item[],
  query: PageQuery,
): readonly Paged<Item>[] {
  return pageOf(items, ({ id }) => id, -1, query);
}

/**
 * Cuts a page out of a list that is sorted by a name.
 *
 * @param nameOf unique within the list
 */
export function byName<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  query: PageQuery,
): readonly Paged<Item>[] {
  return pageOf(items, nameOf, 1, query);
}

/** A cursor says after which key to go on, so that what is made or removed meanwhile disturbs no page. */
function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  direction: 1 | -1,
  { limit, cursor }: PageQuery,
): readonly Paged<Item>[] {
  const after = cursor === undefined ? undefined : decode(cursor);
  const isLater = (a: string, b: string) => (direction === 1 ? a > b : a < b);
  return items
    .filter((item) => after === undefined || isLater(keyOf(item), after))
    .sort((a, b) => (isLater(keyOf(a), keyOf(b)) ? 1 : -1))
    .slice(0, limit)
    .map((item) => ({ item, cursor: encode(keyOf(item)) }));
}

function encode(key: string): string {
  return Buffer.from(key, "utf8").toString("base64url");
}

function decode(cursor: string): string {
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  if (encode(key) !== cursor || key === "") throw badRequest("`cursor` is none that this list has given");
  return key;
}
