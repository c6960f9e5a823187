import { z } from "zod";

/** Shortest secret that a JWT may be signed with: RFC 7518 section 3.2 asks HS256 for a key as long as its hash, 32 bytes. */
export const LEAST_JWT_SECRET_CHARACTERS = 32;

function isOrigin(value: string, protocols: readonly string[]): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url !== undefined && protocols.includes(url.protocol) && url.origin === value;
}

/** Origin of web pages or of an HTTP API, such as `https://live-listen.app`. */
export const webOriginSchema = z
  .string()
  .refine((value) => isOrigin(value, ["http:", "https:"]), "must be an origin without a path, such as https://host");

/** Origin of WebSockets, such as `wss://api.live-listen.app`. */
export const socketOriginSchema = z
  .string()
  .refine((value) => isOrigin(value, ["ws:", "wss:"]), "must be an origin without a path, such as wss://host");

/**
 * Passwords keep to printable ASCII: on it SASLprep (RFC 4013) changes nothing, so the verifier that is computed by the migration step is the one
 * that every client arrives at.
 */
function isDatabaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const complete = url.hostname !== "" && url.username !== "" && url.password !== "" && /^\/[^/]+$/.test(url.pathname);
  if (!complete || !["postgres:", "postgresql:"].includes(url.protocol)) return false;
  try {
    decodeURIComponent(url.username);
    decodeURIComponent(url.pathname);
    return /^[\x20-\x7e]+$/.test(decodeURIComponent(url.password));
  } catch {
    return false;
  }
}

/** Connection URL of a Postgres database, complete: user, password, host and database. */
export const databaseUrlSchema = z
  .string()
  .refine(
    isDatabaseUrl,
    "must be postgresql://user:password@host:port/database with a password of printable ASCII characters, percent-encoded",
  );

/** Secret that signs JWTs. */
export const jwtSecretSchema = z
  .string()
  .min(LEAST_JWT_SECRET_CHARACTERS, `must have at least ${LEAST_JWT_SECRET_CHARACTERS} characters`);

/** TCP port, written in decimal; parsed to a number. */
export const portSchema = z
  .string()
  .regex(/^\d{1,5}$/, "must be a whole number from 0 to 65535")
  .transform(Number)
  .refine((port) => port <= 65_535, "must be a whole number from 0 to 65535");
