import { expect, it } from "vitest";
import { UNREACHABLE } from "../api/failure.ts";
import { type RoomListEvent, reduceRoomList, UNREAD_LIST } from "./list.ts";
import type { ListedRoom } from "./rooms-api.ts";

function room(slug: string): ListedRoom {
  const host = { id: "00000000-0000-4000-8000-000000000000", name: "Ann" };
  const createdAt = "2026-01-31T09:30:00.000Z";
  return { slug, title: `Room ${slug}`, isPrivate: false, host, createdAt, endedAt: null, presentCount: 0 };
}

const page = (next: string | null, ...slugs: string[]) => ({ rooms: slugs.map(room), next });
const after = (...events: RoomListEvent[]) => events.reduce(reduceRoomList, UNREAD_LIST);
const slugsOf = (list: typeof UNREAD_LIST) => list.rooms?.map(({ slug }) => slug);

it("grows page by page, with every room once", () => {
  const list = after(
    { type: "asked" },
    { type: "began", page: page("x", "aaa", "bbb") },
    { type: "went-on", page: page(null, "bbb", "ccc") },
  );
  expect(slugsOf(list)).toEqual(["aaa", "bbb", "ccc"]);
  expect(list).toMatchObject({ next: null, loading: false, failure: undefined });
});

it("begins anew when it is fetched again", () => {
  const list = after({ type: "began", page: page("x", "aaa") }, { type: "began", page: page(null, "ddd") });
  expect(slugsOf(list)).toEqual(["ddd"]);
});

it("keeps what it has when a page doesn't come, and forgets the failure with the next attempt", () => {
  const failed = after(
    { type: "began", page: page("x", "aaa") },
    { type: "asked" },
    { type: "failed", failure: UNREACHABLE },
  );
  expect(slugsOf(failed)).toEqual(["aaa"]);
  expect(failed).toMatchObject({ next: "x", loading: false, failure: UNREACHABLE });
  expect(reduceRoomList(failed, { type: "asked" })).toMatchObject({ loading: true, failure: undefined });
});
