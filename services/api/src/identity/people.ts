import { DatabaseError } from "pg";
import type { Database } from "../database/database.ts";
import { Fault } from "../http/fault.ts";
import type { Identity } from "./identity.ts";

/** SQLSTATE of a row that would be there twice (PostgreSQL manual, appendix A). */
const UNIQUE_VIOLATION = "23505";

/** Someone with an account, with what only the account's owner may see. */
export interface Account extends Identity {
  readonly email: string;
  readonly passwordHash: string;
}

/** What an account is made of. */
export interface NewAccount {
  readonly email: string;
  readonly passwordHash: string;
  readonly displayName: string;
}

/** The people of the database. */
export class People {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Makes an account. @throws {Fault} 409 when the address has one already. */
  async addAccount({ email, passwordHash, displayName }: NewAccount): Promise<Identity> {
    try {
      return await this.#add({ display_name: displayName, email, password_hash: passwordHash });
    } catch (error) {
      if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) {
        throw new Fault({
          status: 409,
          code: "email_taken",
          message: "There is an account with this e-mail address: sign in instead.",
        });
      }
      throw error;
    }
  }

  /** Makes someone who is there without an account. */
  addGuest(displayName: string): Promise<Identity> {
    return this.#add({ display_name: displayName });
  }

  /** Finds an account by its address, in whatever case; undefined when there is none. */
  async findAccount(email: string): Promise<Account | undefined> {
    const row = await this.#database
      .selectFrom("people")
      .select(["id", "display_name", "email", "password_hash"])
      .where(({ fn, eb }) => eb(fn<string>("lower", ["email"]), "=", email.toLowerCase()))
      .executeTakeFirst();
    if (row === undefined || row.email === null || row.password_hash === null) return undefined;
    return { ...identityOf(row), email: row.email, passwordHash: row.password_hash };
  }

  /** Finds a person, with the address of the account if it is one; undefined when there is nobody. */
  async find(personId: string): Promise<(Identity & { readonly email: string | null }) | undefined> {
    const row = await this.#database
      .selectFrom("people")
      .select(["id", "display_name", "email"])
      .where("id", "=", personId)
      .executeTakeFirst();
    return row && { ...identityOf(row), email: row.email };
  }

  async #add(values: { display_name: string; email?: string; password_hash?: string }): Promise<Identity> {
    const row = await this.#database
      .insertInto("people")
      .values(values)
      .returning(["id", "display_name", "email"])
      .executeTakeFirstOrThrow();
    return identityOf(row);
  }
}

/** Reads who somebody is out of a row of `people`. */
export function identityOf(row: {
  readonly id: string;
  readonly display_name: string;
  readonly email: string | null;
}): Identity {
  return { personId: row.id, displayName: row.display_name, kind: row.email === null ? "guest" : "account" };
}
