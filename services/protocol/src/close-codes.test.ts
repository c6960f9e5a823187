import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CloseCode, formatRetryHint, parseRetryHint } from "./close-codes.ts";

describe("close codes", () => {
  it("are those that RFC 6455 lets an endpoint send, each used once", () => {
    const codes = Object.values(CloseCode);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      // 1004 to 1006 and 1015 are reserved and never sent.
      const registered = code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code);
      expect(registered || (code >= 4000 && code <= 4999)).toBe(true);
    }
  });
});

describe("the hint when to come back", () => {
  it("is read as it was written, rounded to whole milliseconds", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 9_999_999, noNaN: true }), (milliseconds) => {
        expect(parseRetryHint(formatRetryHint(milliseconds))).toBe(Math.round(milliseconds));
      }),
    );
  });

  it("fits into the 123 bytes of a close's reason, whatever it is made of", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (milliseconds) => {
        expect(Buffer.byteLength(formatRetryHint(milliseconds))).toBeLessThanOrEqual(123);
      }),
    );
  });

  it("is never negative, and never more than can be read", () => {
    expect(formatRetryHint(-5)).toBe("retry-after-ms=0");
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (milliseconds) => {
        expect(parseRetryHint(formatRetryHint(milliseconds))).toBeTypeOf("number");
      }),
    );
  });

  it.each([
    "",
    "retry-after-ms=",
    "retry-after-ms=-1",
    "retry-after-ms=1.5",
    "retry-after-ms=1 ",
    "x retry-after-ms=1",
    "retry-after-ms=12345678",
  ])("is not read out of %j", (reason) => {
    expect(parseRetryHint(reason)).toBeUndefined();
  });

  it("is never read out of other reasons", () => {
    fc.assert(
      fc.property(fc.string(), (reason) => {
        fc.pre(!reason.startsWith("retry-after-ms="));
        expect(parseRetryHint(reason)).toBeUndefined();
      }),
    );
  });
});
