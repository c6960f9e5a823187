import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTestBed, type TestBed } from "../test-postgres.ts";
import { isPassword, isStoredPassword, scramVerifier } from "./scram.ts";

let bed: TestBed;

beforeAll(async () => {
  bed = await makeTestBed();
  await bed.sql("create role probe login");
});

afterAll(() => bed[Symbol.asyncDispose]());

/** What the server itself stores for a password. */
async function storedByServer(password: string, encryption = "scram-sha-256"): Promise<string> {
  const [row] = await bed
    .sql<{ stored: string }>(
      `set password_encryption = '${encryption}'; alter role probe password ${pg.escapeLiteral(password)}`,
    )
    .then(() => bed.sql<{ stored: string }>("select rolpassword as stored from pg_authid where rolname = 'probe'"));
  return row?.stored ?? "";
}

describe("the verifier of a password", () => {
  test.each(["simple", "p w/ö'\"\\d", "ﬁ ligature, \u00a0 space, soft\u00adhyphen", "\u0627\u0031", "𝔘nicode ٣", "ⅷ"])(
    "is the server's own for %j",
    async (password) => {
      const stored = await storedByServer(password);
      const [, iterations, salt] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$/.exec(stored) ?? [];
      expect(await scramVerifier(password, Buffer.from(salt ?? "", "base64"), Number(iterations))).toBe(stored);
      expect(await isPassword(password, stored, "probe")).toBe(true);
      expect(await isPassword(`${password}x`, stored, "probe")).toBe(false);
    },
  );

  test("is the server's own for any text", async () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 20 }).filter((value) => !value.includes("\0"));
    await fc.assert(
      fc.asyncProperty(text, async (password) => {
        const stored = await storedByServer(password);
        expect(await isPassword(password, stored, "probe")).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("is recognised, as is an MD5 hash, and nothing else", async () => {
    const verifier = await scramVerifier("secret");
    const md5 = await storedByServer("secret", "md5");
    expect([verifier, md5, "secret", "md5secret", ""].map(isStoredPassword)).toEqual([true, true, false, false, false]);
    expect(await isPassword("secret", md5, "probe")).toBe(true);
    expect(await isPassword("secret", md5, "other")).toBe(false);
    expect(await isPassword(verifier, verifier, "probe")).toBe(true);
    expect(await isPassword("secret", "nonsense", "probe")).toBe(false);
    expect(await scramVerifier("secret")).not.toBe(verifier);
  });
});
