import { expect, test } from "vitest";
import { newId } from "./ids.ts";
import { byName, EVERYTHING, newestFirst } from "./page.ts";

function walk<Item>(pageAfter: (cursor: string | undefined) => readonly { item: Item; cursor: string }[]): Item[][] {
  const pages: Item[][] = [];
  for (let cursor: string | undefined; pages.length < 100; ) {
    const page = pageAfter(cursor);
    pages.push(page.map(({ item }) => item));
    const last = page.at(-1);
    if (!last) break;
    cursor = last.cursor;
  }
  return pages;
}

const named = (names: string) => names.split("").map((name) => ({ name }));

test("the newest come first, also of those that were made at once", () => {
  const items = Array.from({ length: 50 }, () => ({ id: newId("srv") }));
  const pages = walk((cursor) => newestFirst(items, { limit: 20, ...(cursor && { cursor }) }));
  expect(pages.map(({ length }) => length)).toEqual([20, 20, 10, 0]);
  expect(pages.flat()).toEqual(items.toReversed());
  expect(items[0]?.id).toMatch(/^srv-[0-9a-v]{20}$/);
});

test("what comes and goes between two pages makes none of the others come twice or never", () => {
  let items = named("aceg");
  const seen = walk((cursor) => {
    const page = byName(items, ({ name }) => name, { limit: 2, ...(cursor && { cursor }) });
    items = named("abdeg");
    return page;
  });
  expect(seen.flat().map(({ name }) => name)).toEqual(["a", "c", "d", "e", "g"]);
});

test("everything is on no page", () => {
  expect(byName(named("bca"), ({ name }) => name, EVERYTHING).map(({ item }) => item.name)).toEqual(["a", "b", "c"]);
});

test("a cursor that no list has given is refused", () => {
  for (const cursor of ["no cursor", ""]) {
    expect(() => byName(named("a"), ({ name }) => name, { limit: 2, cursor })).toThrow("`cursor` is none");
  }
});
