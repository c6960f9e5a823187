import fc from "fast-check";
import { expect, test } from "vitest";
import { type ComparedStack, findSharedFingerprints, sharedInWords } from "./compare.ts";

const stack = (name: string, fingerprints: Record<string, string>): ComparedStack => ({
  name,
  fingerprintKeyId: "key",
  fingerprints,
});

test("stacks that are apart share nothing", () => {
  expect(findSharedFingerprints(stack("staging", { a: "1", b: "2" }), stack("production", { a: "3", b: "4" }))).toEqual(
    [],
  );
});

test("what is shared is told by its kind, also when the stacks call it differently", () => {
  const found = findSharedFingerprints(
    stack("staging", { jwtSecret: "1", databaseHost: "2" }),
    stack("production", { jwtSecret: "1", appPassword: "2" }),
  );
  expect(found.map(sharedInWords)).toEqual([
    "staging and production share jwtSecret",
    "databaseHost of staging is appPassword of production",
  ]);
});

test("whatever is put into both is found", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), fc.string(), fc.string(), (prints, kind, print) => {
      const one = stack("one", { ...prints, [kind]: print });
      const other = stack("other", { [kind]: print });
      expect(findSharedFingerprints(one, other)).toContainEqual({ stacks: ["one", "other"], kinds: [kind, kind] });
    }),
  );
});
