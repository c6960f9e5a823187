import { timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import type { Identity } from "./identity.ts";
import { identityOf } from "./people.ts";
import { formatRefreshToken, hashOf, parseRefreshToken, randomSecret, successorOf } from "./refresh-token.ts";

/** Days after which a session that isn't used is over, and after which every session is. */
export const IDLE_DAYS = 30;
export const LONGEST_DAYS = 180;

/**
 * Time in which the token before the newest is taken once more, in seconds: the answer to a client may have been lost, and two tabs may ask at
 * once. It gets the very token that it should have had, so a family never has two branches. As long as others give (Okta: 30 s by default).
 */
export const RETRY_SECONDS = 30;

/** Browsers in which a person can be signed in; with one more, the session that is nearest to its end is over. */
export const MOST_SESSIONS_OF_A_PERSON = 50;

/** Expired sessions that each new one takes along: more than one, so that the table can't fill up with them. */
const SWEPT_AT_ONCE = 10;

const now = sql<Date>`now()`;
const idleEnd = sql<Date>`now() + make_interval(days => ${IDLE_DAYS})`;

/** A refresh token, to be given to its owner and kept nowhere. */
export interface IssuedRefreshToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** What came of a refresh token. */
export type Rotation =
  | { readonly kind: "rotated"; readonly identity: Identity; readonly refresh: IssuedRefreshToken }
  /** It is of no session: expired, ended, or never given. */
  | { readonly kind: "unknown" }
  /** It was used before, so someone else has a copy: the session is over for both. */
  | { readonly kind: "reused"; readonly personId: string };

/**
 * The sessions of the database. Refresh tokens rotate: each is good for one use, and one that is used twice ends its session, since either
 * user may be the thief (RFC 9700 section 4.14.2).
 */
export class Sessions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Begins a session. */
  async begin(personId: string): Promise<IssuedRefreshToken> {
    const secret = randomSecret();
    const row = await this.#database
      .with("swept", (db) =>
        db
          .deleteFrom("sessions")
          .where("id", "in", (eb) =>
            eb
              .selectFrom("sessions")
              .select("id")
              .where("expires_at", "<=", now)
              .limit(SWEPT_AT_ONCE)
              .forUpdate()
              .skipLocked(),
          ),
      )
      .with("crowded_out", (db) =>
        db.deleteFrom("sessions").where("id", "in", (eb) =>
          eb
            .selectFrom("sessions")
            .select("id")
            .where("person_id", "=", personId)
            .orderBy("expires_at", "desc")
            .offset(MOST_SESSIONS_OF_A_PERSON - 1),
        ),
      )
      .insertInto("sessions")
      .values({ person_id: personId, token_hash: hashOf(secret), expires_at: idleEnd })
      .returning(["id", "expires_at"])
      .executeTakeFirstOrThrow();
    return { token: formatRefreshToken({ sessionId: row.id, secret }), expiresAt: row.expires_at };
  }

  /** Uses a refresh token: gives the one that follows, and who it is. Uses of one session wait for each other. */
  async rotate(token: string): Promise<Rotation> {
    const used = parseRefreshToken(token);
    if (used === undefined) return { kind: "unknown" };
    return await this.#database.transaction().execute(async (transaction) => {
      const row = await findForUpdate(transaction, used.sessionId);
      if (row === undefined) return { kind: "unknown" };
      const hash = hashOf(used.secret);
      const identity = identityOf({ ...row, id: row.person_id });
      if (timingSafeEqual(hash, row.token_hash)) {
        const salt = randomSecret();
        const secret = successorOf(used.secret, salt);
        const { expires_at: expiresAt } = await transaction
          .updateTable("sessions")
          .set({
            token_hash: hashOf(secret),
            previous_token_hash: hash,
            rotation_salt: salt,
            rotated_at: now,
            expires_at: sql`least(${idleEnd}, created_at + make_interval(days => ${LONGEST_DAYS}))`,
          })
          .where("id", "=", row.id)
          .returning("expires_at")
          .executeTakeFirstOrThrow();
        return { kind: "rotated", identity, refresh: { token: formatRefreshToken({ ...used, secret }), expiresAt } };
      }
      const { previous_token_hash: previousHash, rotation_salt: salt } = row;
      if (row.retryable && salt !== null && previousHash !== null && timingSafeEqual(hash, previousHash)) {
        const secret = successorOf(used.secret, salt);
        const refresh = { token: formatRefreshToken({ ...used, secret }), expiresAt: row.expires_at };
        return { kind: "rotated", identity, refresh };
      }
      await transaction.deleteFrom("sessions").where("id", "=", row.id).execute();
      return { kind: "reused", personId: row.person_id };
    });
  }

  /** Ends the session of a refresh token, of whatever age. @returns whose session it was; undefined when there was none. */
  async end(token: string): Promise<string | undefined> {
    const used = parseRefreshToken(token);
    if (used === undefined) return undefined;
    const row = await this.#database
      .deleteFrom("sessions")
      .where("id", "=", used.sessionId)
      .returning("person_id")
      .executeTakeFirst();
    return row?.person_id;
  }
}

/** Finds a session that isn't expired, with its person, and holds it for the transaction. */
function findForUpdate(transaction: Database, sessionId: string) {
  return transaction
    .selectFrom("sessions")
    .innerJoin("people", "people.id", "sessions.person_id")
    .select(["sessions.id", "person_id", "token_hash", "previous_token_hash", "rotation_salt", "expires_at"])
    .select(["display_name", "email"])
    .select(sql<boolean>`coalesce(rotated_at > now() - make_interval(secs => ${RETRY_SECONDS}), false)`.as("retryable"))
    .where("sessions.id", "=", sessionId)
    .where("expires_at", ">", now)
    .forUpdate("sessions")
    .executeTakeFirst();
}
