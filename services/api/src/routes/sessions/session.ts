import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { AppEnvironment } from "../../http/environment.ts";
import type { Accounts } from "../../identity/accounts.ts";
import type { Identity } from "../../identity/identity.ts";
import { SessionCookie } from "../../identity/session-cookie.ts";
import type { IssuedRefreshToken } from "../../identity/sessions.ts";
import type { RateLimiters } from "../../rate-limit/rate-limiters.ts";

/** What the routes are made of by which people come and go. */
export interface SessionRouteDependencies {
  readonly accounts: Accounts;
  readonly limiters: RateLimiters;
  readonly webUrl: string;
  readonly apiUrl: string;
}

/** Someone, as others see them. */
export const personSchema = z
  .object({ id: z.uuid(), displayName: z.string(), kind: z.enum(["account", "guest"]) })
  .openapi("Person");

/** What a client gets to hold; the refresh token is in the cookie beside it. */
export const sessionSchema = z
  .object({
    accessToken: z.string().openapi({ description: "To be sent as `Authorization: Bearer …`." }),
    expiresAt: z.iso
      .datetime()
      .openapi({ description: "When the access token ends: refresh the session before that." }),
    person: personSchema,
  })
  .openapi("Session");

/** A session, as a client sees it. */
export type Session = z.infer<typeof sessionSchema>;

/** How the routes describe their answer; browsers keep the cookie by themselves. */
export function sessionContent(description: string) {
  const headers = z.object({
    "Set-Cookie": z.string().openapi({ description: "The refresh token, for browsers alone." }),
  });
  return { description, headers, content: { "application/json": { schema: sessionSchema } } };
}

/** Begins and carries on sessions for the routes: a row of the database, a cookie, and an access token. */
export class SessionAnswers {
  readonly cookie: SessionCookie;
  readonly #accounts: Accounts;

  constructor({ accounts, apiUrl }: SessionRouteDependencies) {
    this.#accounts = accounts;
    this.cookie = new SessionCookie(apiUrl);
  }

  /** Begins a session, in place of the one that the browser had until now. */
  async begin(c: Context<AppEnvironment>, identity: Identity): Promise<Session> {
    const { sessions } = this.#accounts;
    const refresh = await sessions.begin(identity.personId);
    const former = this.cookie.read(c);
    if (former !== undefined) await sessions.end(former);
    return await this.carryOn(c, identity, refresh);
  }

  /** Answers with a refresh token that was just issued, and an access token to go with it. */
  async carryOn(c: Context<AppEnvironment>, identity: Identity, refresh: IssuedRefreshToken): Promise<Session> {
    const { token, expiresAt } = await this.#accounts.tokens.issue(identity);
    this.cookie.write(c, refresh);
    c.header("Cache-Control", "no-store");
    const { personId: id, displayName, kind } = identity;
    return { accessToken: token, expiresAt: expiresAt.toISOString(), person: { id, displayName, kind } };
  }
}
