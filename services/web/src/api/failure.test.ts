import { describe, expect, it } from "vitest";
import { readFailure, UNREACHABLE } from "./failure.ts";

const body = (code: string, message: string) => ({ error: { code, message, requestId: "1" } });

describe("readFailure", () => {
  it("says what the API says", () => {
    expect(readFailure(409, body("email_taken", "This address has an account."), null)).toEqual({
      code: "email_taken",
      sentence: "This address has an account.",
    });
  });

  it.each([
    ["1", "1 second"],
    ["30", "30 seconds"],
    ["60", "1 minute"],
    ["61", "2 minutes"],
  ])("says when to try again after %s seconds", (retryAfter, wait) => {
    expect(readFailure(429, body("too_many_requests", "Too many."), retryAfter).sentence).toBe(
      `That was too often. Please try again in ${wait}.`,
    );
  });

  it.each([null, "Wed, 21 Oct 2026 07:28:00 GMT", "-1", "0"])("makes nothing up of %j", (retryAfter) => {
    expect(readFailure(429, body("too_many_requests", "Too many."), retryAfter).sentence).toBe("Too many.");
  });

  it("takes no blame off the API, and doesn't talk of logs", () => {
    expect(readFailure(500, body("internal", "It has been logged."), null).sentence).toBe(
      "Something went wrong on our side. Please try again.",
    );
  });

  it.each([undefined, null, "<html>", {}, { error: "x" }, { error: { code: 1, message: "x" } }])(
    "takes an answer that isn't the API's for none: %j",
    (other) => {
      expect(readFailure(502, other, null)).toBe(UNREACHABLE);
    },
  );
});
