import { createHash, createHmac, randomBytes } from "node:crypto";

const SECRET_BYTES = 32;
const ID_BYTES = 16;
const TOKEN = /^[\w-]{64}$/;

/** What a refresh token says: which session it is of, and the secret that proves it. */
export interface RefreshToken {
  /** UUID of the session, whose own random bits nobody else gets to see. */
  readonly sessionId: string;
  /** 32 random bytes. */
  readonly secret: Buffer;
}

/** Makes the secret of a session's first token, or a salt: 256 random bits. */
export function randomSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** Writes a token: session and secret in 64 characters of base64url. */
export function formatRefreshToken({ sessionId, secret }: RefreshToken): string {
  return Buffer.concat([Buffer.from(sessionId.replaceAll("-", ""), "hex"), secret]).toString("base64url");
}

/** Reads what {@link formatRefreshToken} wrote; undefined when it is anything else. */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  if (!TOKEN.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64url");
  const hex = bytes.toString("hex", 0, ID_BYTES);
  const sessionId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return { sessionId, secret: bytes.subarray(ID_BYTES) };
}

/** Gives the SHA-256 of a secret, which is all that is stored: 256 random bits need no slow hash. */
export function hashOf(secret: Buffer): Buffer {
  return createHash("sha256").update(secret).digest();
}

/**
 * Gives the secret that follows. Derived (HMAC-SHA-256), so that a client which never got its answer can be given the same one again, by who holds
 * both the secret before, which the server doesn't store, and the salt, which no client sees.
 */
export function successorOf(secret: Buffer, salt: Buffer): Buffer {
  return createHmac("sha256", secret).update(salt).digest();
}
