import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changePresence, inOrder, withSelf } from "./presence.ts";

const ann = { id: "a", name: "Ann" };
const bob = { id: "b", name: "Bob" };
const cem = { id: "c", name: "Çem" };
const dan = { id: "d", name: "dan" };

describe("changePresence", () => {
  it("adds who came, takes away who went, and believes the count", () => {
    const presence = changePresence(
      { count: 2, people: [ann, bob] },
      { count: 240, appeared: [cem], disappeared: ["a"] },
    );
    expect(presence).toEqual({ count: 240, people: [bob, cem] });
  });

  it("takes someone who appears again under the newer name, in the same place", () => {
    const change = { count: 2, appeared: [{ id: "a", name: "Anna" }], disappeared: [] };
    expect(changePresence({ count: 2, people: [ann, bob] }, change).people).toEqual([{ id: "a", name: "Anna" }, bob]);
  });

  it("doesn't mind that someone goes who wasn't listed", () => {
    const change = { count: 1, appeared: [], disappeared: ["x"] };
    expect(changePresence({ count: 1, people: [ann] }, change)).toEqual({ count: 1, people: [ann] });
  });
});

it("counts oneself in, once", () => {
  expect(withSelf({ count: 1, people: [ann] }, bob)).toEqual({ count: 2, people: [ann, bob] });
  expect(withSelf({ count: 2, people: [ann, bob] }, bob)).toEqual({ count: 2, people: [ann, bob] });
});

describe("inOrder", () => {
  it("lists the host, oneself, and the others by name, whatever letters it begins with", () => {
    expect(inOrder([dan, cem, bob, ann], "d", "b").map(({ id }) => id)).toEqual(["d", "b", "a", "c"]);
  });

  it("doesn't depend on the order in which people came", () => {
    const people = fc.uniqueArray(fc.record({ id: fc.uuid(), name: fc.constantFrom("Ann", "Bob", "ann") }), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(
        people.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(inOrder(shuffled, "host", "me")).toEqual(inOrder(list, "host", "me"));
        },
      ),
    );
  });
});
