import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Roster } from "./roster.ts";

const HOST = "host";
const ids = fc.constantFrom(HOST, ..."abcdefgh");
const instances = fc.constantFrom("one", "two");
const action = fc.oneof(
  fc.record({ do: fc.constant("arrive" as const), id: ids, name: fc.constantFrom("N1", "N2") }),
  fc.record({ do: fc.constant("depart" as const), id: ids }),
  fc.record({ do: fc.constant("remote" as const), id: ids, instance: instances, isHere: fc.boolean() }),
  fc.record({ do: fc.constant("drop" as const), instance: instances }),
  fc.record({ do: fc.constant("tick" as const) }),
);

describe("a roster", () => {
  it("counts whoever is here in any way, and shows as many as fit, the host always; its changes add up to what it shows", () => {
    fc.assert(
      fc.property(fc.nat(5), fc.array(action, { maxLength: 100 }), (capacity, actions) => {
        const roster = new Roster(HOST, capacity);
        const sockets = new Map<string, number>();
        const remote = { one: new Set<string>(), two: new Set<string>() };
        const seen = new Map<string, string>();
        const here = () => {
          const local = [...sockets].filter(([, count]) => count > 0).map(([id]) => id);
          return new Set([...local, ...remote.one, ...remote.two]);
        };
        for (const one of [...actions, { do: "tick" as const }]) {
          if (one.do === "arrive") {
            const before = sockets.get(one.id) ?? 0;
            expect(roster.arrive({ id: one.id, name: one.name })).toBe(before === 0);
            sockets.set(one.id, before + 1);
          } else if (one.do === "depart") {
            const before = sockets.get(one.id) ?? 0;
            expect(roster.depart(one.id)).toBe(before === 1);
            sockets.set(one.id, Math.max(0, before - 1));
          } else if (one.do === "remote") {
            roster.setRemote(one.instance, one.id, one.isHere ? "N1" : undefined);
            if (one.isHere) remote[one.instance as "one" | "two"].add(one.id);
            else remote[one.instance as "one" | "two"].delete(one.id);
          } else if (one.do === "drop") {
            roster.dropInstance(one.instance);
            remote[one.instance as "one" | "two"].clear();
          } else {
            const countBefore = roster.snapshot.count;
            const change = roster.takeChange();
            for (const id of change?.disappeared ?? []) expect(seen.delete(id)).toBe(true);
            for (const { id, name } of change?.appeared ?? []) seen.set(id, name);
            if (change === undefined) expect(countBefore).toBe(here().size);
            const { count, people } = roster.snapshot;
            expect(count).toBe(here().size);
            expect(new Map(people.map(({ id, name }) => [id, name]))).toEqual(seen);
            const expected = [...here()].filter((id) => id !== HOST).length;
            expect(people.filter(({ id }) => id !== HOST)).toHaveLength(Math.min(capacity, expected));
            expect(seen.has(HOST)).toBe(here().has(HOST));
            for (const id of seen.keys()) expect(here()).toContain(id);
          }
          expect(new Set(roster.local().map(({ id }) => id))).toEqual(
            new Set([...sockets].filter(([, count]) => count > 0).map(([id]) => id)),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it("says nothing of somebody who comes and goes, or goes and comes, between two looks", () => {
    const roster = new Roster(HOST, 5);
    roster.arrive({ id: "a", name: "A" });
    roster.depart("a");
    expect(roster.takeChange()).toBeUndefined();
    roster.arrive({ id: "a", name: "A" });
    expect(roster.takeChange()).toEqual({ count: 1, appeared: [{ id: "a", name: "A" }], disappeared: [] });
    roster.depart("a");
    roster.arrive({ id: "a", name: "A" });
    expect(roster.takeChange()).toBeUndefined();
  });

  it("shows a new name", () => {
    const roster = new Roster(HOST, 5);
    roster.arrive({ id: "a", name: "A" });
    roster.takeChange();
    roster.arrive({ id: "a", name: "Anna" });
    expect(roster.takeChange()).toEqual({ count: 1, appeared: [{ id: "a", name: "Anna" }], disappeared: [] });
  });
});
