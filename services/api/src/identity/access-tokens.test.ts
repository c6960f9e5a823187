import fc from "fast-check";
import { type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it } from "vitest";
import { ACCESS_TOKEN_SECONDS, createAccessTokens } from "./access-tokens.ts";
import { type Identity, InvalidToken } from "./identity.ts";

const API_URL = "https://api.staging.live-listen.app";
const SECRET = "jwt-canary-0123456789abcdef0123456789";
const OTHER_SECRET = "jwt-canary-of-another-0123456789abcdef";

const ann: Identity = { personId: "0198c1f0-0000-7000-8000-000000000001", displayName: "Änn 🎧", kind: "account" };

const tokens = createAccessTokens({ secret: SECRET, previousSecret: undefined, apiUrl: API_URL });

function partsOf(token: string): Record<string, unknown>[] {
  return token
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
}

/** Signs a token that is good but for what the caller changes. */
function forge(
  changes: JWTPayload = {},
  { alg = "HS256", typ = "at+jwt", secret = SECRET }: { alg?: string; typ?: string; secret?: string } = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: API_URL,
    aud: API_URL,
    sub: ann.personId,
    name: ann.displayName,
    kind: ann.kind,
    iat: now,
    exp: now + 60,
    jti: "1",
    ...changes,
  };
  return new SignJWT(JSON.parse(JSON.stringify(claims)))
    .setProtectedHeader({ alg, typ })
    .sign(new TextEncoder().encode(secret));
}

const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;

describe("an access token", () => {
  it("says who somebody is, for minutes, and nothing else", async () => {
    const { token, expiresAt } = await tokens.issue(ann);
    expect(await tokens.verify(token)).toEqual({ ...ann, expiresAt });
    const [header, claims] = partsOf(token);
    expect(header).toEqual({ alg: "HS256", typ: "at+jwt" });
    expect(claims).toEqual({
      iss: API_URL,
      aud: API_URL,
      sub: ann.personId,
      name: ann.displayName,
      kind: "account",
      iat: expect.any(Number),
      exp: expiresAt.getTime() / 1000,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(Number(claims?.exp) - Number(claims?.iat)).toBe(ACCESS_TOKEN_SECONDS);
    expect(ACCESS_TOKEN_SECONDS).toBeLessThanOrEqual(15 * 60);
  });

  it("is unlike any other, even of the same second", async () => {
    const issued = await Promise.all([1, 2, 3].map(() => tokens.issue(ann)));
    expect(new Set(issued.map(({ token }) => token)).size).toBe(3);
  });

  it("is good that was made as these tests forge it, else they would show nothing", async () => {
    expect(await tokens.verify(await forge())).toMatchObject(ann);
    expect(await tokens.verify(await forge({ exp: ago(2) }))).toMatchObject(ann);
  });

  it.each<[string, () => Promise<string>]>([
    ["expired", () => forge({ exp: ago(10) })],
    ["without an end", () => forge({ exp: undefined as never })],
    ["without a beginning", () => forge({ iat: undefined as never })],
    ["without an id", () => forge({ jti: undefined as never })],
    ["of nobody", () => forge({ sub: undefined as never })],
    ["of somebody who can't be", () => forge({ sub: "1 or 1=1" })],
    ["without a name", () => forge({ name: "" })],
    ["of another kind", () => forge({ kind: "admin" })],
    ["not good yet", () => forge({ nbf: ago(-60) })],
    ["of another environment's API", () => forge({ iss: "https://api.live-listen.app" })],
    ["for another environment's API", () => forge({ aud: "https://api.live-listen.app" })],
    ["for nobody", () => forge({ aud: undefined as never })],
    ["signed with another key", () => forge({}, { secret: OTHER_SECRET })],
    ["signed with another algorithm", () => forge({}, { alg: "HS512", secret: SECRET.repeat(2) })],
    ["made for another purpose", () => forge({}, { typ: "JWT" })],
    [
      "not signed",
      async () =>
        new UnsecuredJWT({ sub: ann.personId, name: "A", kind: "account" })
          .setIssuer(API_URL)
          .setAudience(API_URL)
          .setExpirationTime("1h")
          .setIssuedAt()
          .setJti("1")
          .encode(),
    ],
    ["empty", async () => ""],
    ["not a token", async () => "a.b.c"],
  ])("proves nothing when it is %s", async (_, make) => {
    await expect(tokens.verify(await make())).rejects.toThrow(InvalidToken);
  });

  it("proves nothing when a single character of it is another", async () => {
    const { token } = await tokens.issue(ann);
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(..."AZaz09-_.="), async (place, character) => {
        fc.pre(token[place] !== character);
        const changed = token.slice(0, place) + character + token.slice(place + 1);
        // The last character of a base64url text may hold bits that mean nothing.
        fc.pre(
          !Buffer.from(changed.split(".")[2] ?? "", "base64url").equals(
            Buffer.from(token.split(".")[2] ?? "", "base64url"),
          ) || place < token.lastIndexOf("."),
        );
        await expect(tokens.verify(changed)).rejects.toThrow(InvalidToken);
      }),
    );
  });

  it("is refused without repeating what it says, which has no place in a log", async () => {
    const error = await tokens
      .verify(await forge({ exp: ago(60), name: "name-canary" }))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InvalidToken);
    expect(error).toMatchObject({ message: "ERR_JWT_EXPIRED" });
    expect(JSON.stringify(error)).not.toContain("canary");
  });
});

describe("a secret that is being replaced", () => {
  const replaced = createAccessTokens({ secret: OTHER_SECRET, previousSecret: SECRET, apiUrl: API_URL });

  it("still verifies what it signed, and signs no more", async () => {
    expect(await replaced.verify((await tokens.issue(ann)).token)).toMatchObject(ann);
    const { token } = await replaced.issue(ann);
    expect(await replaced.verify(token)).toMatchObject(ann);
    await expect(tokens.verify(token)).rejects.toThrow("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
  });

  it("verifies as strictly as the new one", async () => {
    await expect(replaced.verify(await forge({ exp: ago(10) }))).rejects.toThrow("ERR_JWT_EXPIRED");
    await expect(replaced.verify(await forge({ aud: "https://api.live-listen.app" }))).rejects.toThrow(InvalidToken);
    await expect(replaced.verify(await forge({}, { secret: "a third secret, of nobody, 0123456789" }))).rejects.toThrow(
      InvalidToken,
    );
  });

  it("is worth nothing once it is gone", async () => {
    const after = createAccessTokens({ secret: OTHER_SECRET, previousSecret: undefined, apiUrl: API_URL });
    await expect(after.verify((await tokens.issue(ann)).token)).rejects.toThrow(InvalidToken);
  });
});
