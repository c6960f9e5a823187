import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import saslprep from "@mongodb-js/saslprep";

/** As the server's `scram_iterations` (https://www.postgresql.org/docs/current/runtime-config-connection.html). */
const ITERATIONS = 4096;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

const VERIFIER = /^SCRAM-SHA-256\$(\d+):([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)$/;

/**
 * Makes what PostgreSQL stores instead of a password. The server takes it in place of the password, which so never
 * reaches its log: `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>`
 * (https://www.postgresql.org/docs/current/catalog-pg-authid.html, RFC 5803, RFC 7677).
 *
 * @param salt 16 bytes, random unless given
 * @param iterations of PBKDF2
 */
export async function scramVerifier(
  password: string,
  salt: Buffer = randomBytes(SALT_BYTES),
  iterations: number = ITERATIONS,
): Promise<string> {
  const salted = await promisify(pbkdf2)(normalise(password), salt, iterations, KEY_BYTES, "sha256");
  const key = (text: string): Buffer => createHmac("sha256", salted).update(text).digest();
  const storedKey = createHash("sha256").update(key("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${key("Server Key").toString("base64")}`;
}

/** Whether a text already is what the server stores, which it then takes as it is (src/backend/libpq/crypt.c). */
export function isStoredPassword(text: string): boolean {
  return VERIFIER.test(text) || /^md5[0-9a-f]{32}$/.test(text);
}

/**
 * Whether a stored password was made from a password.
 *
 * @param stored as the server keeps it
 * @param role the role's name, which an MD5 hash is salted with
 */
export async function isPassword(password: string, stored: string, role: string): Promise<boolean> {
  if (isStoredPassword(password)) return password === stored;
  if (stored.startsWith("md5")) {
    return stored === `md5${createHash("md5").update(password).update(role).digest("hex")}`;
  }
  const [, iterations, salt] = VERIFIER.exec(stored) ?? [];
  if (iterations === undefined || salt === undefined) return false;
  const same = await scramVerifier(password, Buffer.from(salt, "base64"), Number(iterations));
  return same.length === stored.length && timingSafeEqual(Buffer.from(same), Buffer.from(stored));
}

/** As the server does: what SASLprep (RFC 4013) refuses is used as it is (src/common/saslprep.c). */
function normalise(password: string): string {
  try {
    return saslprep(password);
  } catch {
    return password;
  }
}
