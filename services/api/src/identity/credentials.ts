import { z } from "@hono/zod-openapi";

/** NIST SP 800-63B (revision 3) section 5.1.1.1 asks for 8 at least, of any kind and without further rules. */
const LEAST_PASSWORD_CHARACTERS = 8;

/** Nobody's passphrase is longer, and a longer one would only be more to hash. */
const MOST_PASSWORD_CHARACTERS = 128;

/** RFC 5321 section 4.5.3.1: a path has 256 octets, two of them brackets. */
const MOST_EMAIL_CHARACTERS = 254;

/** Room for 128 characters before they are normalised, however they are composed. */
const MOST_PASSWORD_UNITS = 1024;

function hasFittingLength(password: string): boolean {
  const characters = [...password].length;
  return characters >= LEAST_PASSWORD_CHARACTERS && characters <= MOST_PASSWORD_CHARACTERS;
}

/**
 * A new password. It is brought into one form of Unicode (NFKC), since keyboards differ in how they compose a letter, and counted in code points, both as
 * NIST SP 800-63B (revision 3) section 5.1.1.2 says. Nothing is trimmed.
 */
export const newPasswordSchema = z
  .string()
  .max(MOST_PASSWORD_UNITS)
  .refine((password) => password.isWellFormed(), "it isn't well-formed Unicode")
  .transform((password) => password.normalize("NFKC"))
  .refine(hasFittingLength, `it has ${LEAST_PASSWORD_CHARACTERS} to ${MOST_PASSWORD_CHARACTERS} characters`)
  .openapi({
    type: "string",
    format: "password",
    minLength: LEAST_PASSWORD_CHARACTERS,
    maxLength: MOST_PASSWORD_CHARACTERS,
    description: "Of any characters; the same in every form of Unicode.",
    example: "correct horse battery staple",
  });

/** A password that someone signs in with: what couldn't have become one is simply wrong. */
export const passwordSchema = z
  .string()
  .max(MOST_PASSWORD_UNITS)
  .transform((password) => password.normalize("NFKC"))
  .openapi({ type: "string", format: "password", maxLength: MOST_PASSWORD_UNITS });

/** Address of an account. Upper and lower case are the same address; which one was typed is kept. */
export const emailSchema = z
  .string()
  .trim()
  .max(MOST_EMAIL_CHARACTERS)
  .pipe(z.email("it isn't an e-mail address"))
  .openapi({
    type: "string",
    format: "email",
    maxLength: MOST_EMAIL_CHARACTERS,
    example: "ann@example.org",
  });
