import fc from "fast-check";
import { expect, test } from "vitest";
import { quote } from "./quote.ts";

test("what a platform says is one line without the key, whatever it is", () => {
  const anything = fc.string({ unit: "binary", maxLength: 600 });
  fc.assert(
    fc.property(anything, anything, (before, after) => {
      const line = quote(`${before}canary-key${after}`, "canary-key");
      expect(line).not.toContain("canary-key");
      expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(line.length).toBeLessThanOrEqual(301);
    }),
  );
});

test("what is short and harmless stays as it is", () => {
  expect(quote("out of disks", "canary-key")).toBe("out of disks");
});
