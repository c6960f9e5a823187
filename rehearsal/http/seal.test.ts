import { expect, test } from "vitest";
import { newKey, seal, unseal } from "./seal.ts";

test("a value comes out as it went in, and is not seen meanwhile", () => {
  const key = newKey();
  for (const value of ["canary", "", "ü €\n\0", "x".repeat(10_000)]) {
    const sealed = seal(key, value);
    expect(unseal(key, sealed)).toBe(value);
    if (value === "canary") expect(Buffer.from(sealed, "base64").toString("latin1")).not.toContain("canary");
    // Equal secrets are not told by their equal seals.
    expect(seal(key, value)).not.toBe(sealed);
  }
});

test("another key opens nothing, and what was changed doesn't open", () => {
  const key = newKey();
  const sealed = seal(key, "canary");
  expect(() => unseal(newKey(), sealed)).toThrow();
  const bytes = Buffer.from(sealed, "base64");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => unseal(key, bytes.toString("base64"))).toThrow();
});
