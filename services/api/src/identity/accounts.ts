import type { Database } from "../database/database.ts";
import type { AccessTokens } from "./identity.ts";
import { Passwords } from "./passwords.ts";
import { People } from "./people.ts";
import { Sessions } from "./sessions.ts";

/** Everything that accounts, guests and their sessions are made of. */
export interface Accounts {
  readonly people: People;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly tokens: AccessTokens;
}

/** Puts it together over a database. */
export function createAccounts(database: Database, tokens: AccessTokens, passwords = new Passwords()): Accounts {
  return { people: new People(database), sessions: new Sessions(database), passwords, tokens };
}
