import { randomBytes } from "node:crypto";
import { makeSecretFile } from "../secret-file.ts";

/**
 * Makes sure that there is a passphrase for the secrets of a stack of this machine: random, readable by this user alone, and made once, since
 * the state can't be read without it.
 *
 * @returns whether it was made just now.
 */
export function ensurePassphrase(file: string): Promise<boolean> {
  return makeSecretFile(file, `${randomBytes(32).toString("base64url")}\n`);
}
