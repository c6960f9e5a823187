import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assertComparable, type ComparedStack, findSharedFingerprints, sharedInWords } from "./compare.ts";

const stack = (name: string, fingerprints: Record<string, string>, fingerprintKeyId = "key"): ComparedStack => ({
  name,
  fingerprintKeyId,
  fingerprints,
});

describe("what is shared", () => {
  test("is nothing in stacks that are apart", () => {
    const [staging, production] = [stack("staging", { a: "1", b: "2" }), stack("production", { a: "3", b: "4" })];
    expect(findSharedFingerprints(staging, production)).toEqual([]);
  });

  test("is told by its kind, also when the stacks call it differently", () => {
    const found = findSharedFingerprints(
      stack("staging", { jwtSecret: "1", databaseHost: "2" }),
      stack("production", { jwtSecret: "1", appPassword: "2" }),
    );
    expect(found.map(sharedInWords)).toEqual([
      "staging and production share jwtSecret",
      "databaseHost of staging is appPassword of production",
    ]);
  });

  test("is found for a secret that only stays valid while it is rotated", () => {
    const found = findSharedFingerprints(
      stack("staging", { jwtSecret: "2", previousJwtSecret: "1" }),
      stack("production", { jwtSecret: "1" }),
    );
    expect(found.map(sharedInWords)).toEqual(["previousJwtSecret of staging is jwtSecret of production"]);
  });

  test("is found whatever it is", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.string(), fc.string(), (prints, kind, print) => {
        const one = stack("one", { ...prints, [kind]: print });
        const other = stack("other", { [kind]: print });
        expect(findSharedFingerprints(one, other)).toContainEqual({ stacks: ["one", "other"], kinds: [kind, kind] });
      }),
    );
  });
});

describe("stacks can be compared", () => {
  test("when they tell of the same things, but for what one alone may have", () => {
    const more = { previousJwtSecret: "3", "thirdPartyKeys.MAIL_KEY": "4" };
    assertComparable(stack("staging", { a: "1", ...more }), stack("production", { a: "2" }));
  });

  test("not when their keys differ", () => {
    const [one, other] = [stack("staging", { a: "1" }), stack("production", { a: "1" }, "another key")];
    expect(() => assertComparable(one, other)).toThrow(/made with different keys.*live-listen:fingerprintKey/);
  });

  test("not when one is silent about something, whichever it is", () => {
    const [one, other] = [stack("staging", { a: "1", b: "2" }), stack("production", { a: "3" })];
    const sentence = /^production tells no fingerprint of b, as staging does: bring production up/;
    expect(() => assertComparable(one, other)).toThrow(sentence);
    expect(() => assertComparable(other, one)).toThrow(sentence);
  });
});
