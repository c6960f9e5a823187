import { expect, it } from "vitest";
import { StatusChanges } from "./status-changes.ts";

it("remembers when a deploy was seen to change, and not since when it was in its first status", () => {
  const changes = new StatusChanges();
  changes.observe([{ id: "one", status: "created" }], "12:00");
  changes.observe([{ id: "one", status: "live" }], "12:01");
  changes.observe([{ id: "one", status: "live" }], "12:02");
  expect([...changes.of("one")]).toEqual([["live", "12:01"]]);
});

it("forgets a deploy that is listed no more", () => {
  const changes = new StatusChanges();
  changes.observe([{ id: "one", status: "created" }], "12:00");
  changes.observe([{ id: "one", status: "live" }], "12:01");
  changes.observe([{ id: "two", status: "created" }], "12:02");
  changes.observe([{ id: "one", status: "deactivated" }], "12:03");
  expect([...changes.of("one")]).toEqual([]);
});
