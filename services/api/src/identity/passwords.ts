import { availableParallelism } from "node:os";
import { hash as argon2Hash, verify as argon2Verify } from "@node-rs/argon2";
import { Gate, type GateLimits } from "./gate.ts";

/** Argon2id with 19 MiB, two passes, one lane: the least that is advised by OWASP's password storage cheat sheet. */
export const ARGON2_PARAMETERS = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** A well-formed hash that no password is known to have: salt and digest are zeros, in base64. */
const NOBODYS_HASH = `$argon2id$v=19$m=${ARGON2_PARAMETERS.memoryCost},t=${ARGON2_PARAMETERS.timeCost},p=${ARGON2_PARAMETERS.parallelism}$${"A".repeat(22)}$${"A".repeat(43)}`;

/**
 * A hash takes a core for some 20 ms and 19 MiB. One core stays free for everything else, and so do two of the four threads that Node has for such work,
 * files and DNS; who would have to wait for over some two seconds is turned away.
 */
export const PASSWORD_GATE: GateLimits = {
  running: Math.max(1, Math.min(2, availableParallelism() - 1)),
  waiting: 100,
};

/** Computes argon2 hashes, off the event loop. */
export interface PasswordHashing {
  /** Gives a hash with its salt and parameters, as a PHC string. */
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** Hashing by {@link ARGON2_PARAMETERS}; what was hashed with others is still verified. */
export const argon2id: PasswordHashing = {
  hash: (password) => argon2Hash(password, ARGON2_PARAMETERS),
  verify: (hash, password) => argon2Verify(hash, password),
};

/** Makes and checks the hashes of passwords, a few at a time. */
export class Passwords {
  readonly #hashing: PasswordHashing;
  readonly #gate: Gate;

  constructor(hashing: PasswordHashing = argon2id, limits: GateLimits = PASSWORD_GATE) {
    this.#hashing = hashing;
    this.#gate = new Gate(limits);
  }

  /** Gives what to store of a password. @throws {Fault} 503 when too many are at it. */
  hash(password: string): Promise<string> {
    return this.#gate.run(() => this.#hashing.hash(password));
  }

  /**
   * Finds whose password it is. Without an account the password is verified all the same, against nobody's hash, so that the time of the
   * answer doesn't tell which addresses have accounts (OWASP's authentication cheat sheet).
   *
   * @param find looks the account up; runs when its turn comes, so that the line doesn't form at the database.
   * @returns the account; undefined when there is none, or the password is another.
   * @throws {Fault} 503 when too many are at it.
   */
  verify<A extends { readonly passwordHash: string }>(
    password: string,
    find: () => Promise<A | undefined>,
  ): Promise<A | undefined> {
    return this.#gate.run(async () => {
      const account = await find();
      const matches = await this.#hashing.verify(account?.passwordHash ?? NOBODYS_HASH, password);
      return matches ? account : undefined;
    });
  }
}
