import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRefreshToken, hashOf, parseRefreshToken, randomSecret, successorOf } from "./refresh-token.ts";

const secretOf = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

describe("a refresh token", () => {
  it("is read as it was written, and needs no escaping in a cookie", () => {
    fc.assert(
      fc.property(fc.uuid(), secretOf, (sessionId, secret) => {
        const token = formatRefreshToken({ sessionId, secret });
        expect(token).toMatch(/^[\w-]{64}$/);
        expect(parseRefreshToken(token)).toEqual({ sessionId, secret });
      }),
    );
  });

  it("is read out of nothing else, and nothing else breaks the reader", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{60,68}$/)), (text) => {
        const token = parseRefreshToken(text);
        expect(
          token === undefined ? text.length !== 64 || !/^[\w-]*$/.test(text) : formatRefreshToken(token) === text,
        ).toBe(true);
      }),
    );
  });

  it("has 256 random bits", () => {
    const secrets = Array.from({ length: 100 }, () => randomSecret().toString("hex"));
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(secret).toHaveLength(64);
  });

  it("is followed by the same one for the same salt, and by another for any other", () => {
    fc.assert(
      fc.property(secretOf, secretOf, secretOf, (secret, salt, otherSalt) => {
        fc.pre(!salt.equals(otherSalt));
        expect(successorOf(secret, salt)).toEqual(successorOf(secret, salt));
        expect(successorOf(secret, salt)).toHaveLength(32);
        expect(successorOf(secret, salt)).not.toEqual(successorOf(secret, otherSalt));
        expect(hashOf(secret)).not.toEqual(secret);
      }),
    );
  });
});
