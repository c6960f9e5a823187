import { randomUUID } from "node:crypto";
import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { type AccessTokens, InvalidToken } from "./identity.ts";

/** Time that a token is good for, in seconds: as long as a stolen one is of use, since nobody asks the database about it. */
export const ACCESS_TOKEN_SECONDS = 10 * 60;

/** How far the clocks of two instances may be apart, in seconds. */
const CLOCK_SKEW_SECONDS = 5;

const ALGORITHM = "HS256";

/** Media type of access tokens (RFC 9068 section 2.1): a token made for any other purpose isn't taken for one. */
const TYPE = "at+jwt";

const claimsSchema = z.object({
  sub: z.uuid(),
  name: z.string().min(1),
  kind: z.enum(["account", "guest"]),
  exp: z.number(),
});

/** What signs tokens, and for whom they are. */
export interface AccessTokenOptions {
  readonly secret: string;
  /** The secret before: tokens signed with it are still good. */
  readonly previousSecret: string | undefined;
  /** Origin of the API, issuer and audience at once: no environment takes another's tokens. */
  readonly apiUrl: string;
}

/**
 * Makes the access tokens of an environment: JWTs signed with HMAC, verified as RFC 8725 (best current practices) asks, that is with algorithm,
 * type, issuer and audience pinned.
 */
export function createAccessTokens({ secret, previousSecret, apiUrl }: AccessTokenOptions): AccessTokens {
  const key = keyOf(secret);
  const keys = previousSecret === undefined ? [key] : [key, keyOf(previousSecret)];
  const rules: JWTVerifyOptions = {
    algorithms: [ALGORITHM],
    typ: TYPE,
    issuer: apiUrl,
    audience: apiUrl,
    requiredClaims: ["sub", "iat", "exp", "jti"],
    clockTolerance: CLOCK_SKEW_SECONDS,
  };
  return {
    async issue({ personId, displayName, kind }) {
      const issuedAt = Math.floor(Date.now() / 1000);
      const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS;
      const token = await new SignJWT({ name: displayName, kind })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setIssuer(apiUrl)
        .setAudience(apiUrl)
        .setSubject(personId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .setJti(randomUUID())
        .sign(key);
      return { token, expiresAt: new Date(expiresAt * 1000) };
    },
    async verify(token) {
      const claims = claimsSchema.safeParse(await verifyWithAny(keys, token, rules));
      if (!claims.success) throw new InvalidToken("its claims have another form");
      const { sub: personId, name: displayName, kind, exp } = claims.data;
      return { personId, displayName, kind, expiresAt: new Date(exp * 1000) };
    },
  };
}

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}

/** Gives the claims of a token that one of the keys signed. @throws {InvalidToken} */
async function verifyWithAny(keys: readonly Uint8Array[], token: string, rules: JWTVerifyOptions): Promise<JWTPayload> {
  for (const key of keys) {
    try {
      return (await jwtVerify(token, key, rules)).payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      // The error itself isn't passed on: it holds the claims, and so a name that has no place in a log.
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw new InvalidToken(error.code);
    }
  }
  throw new InvalidToken(errors.JWSSignatureVerificationFailed.code);
}
