import { expect } from "vitest";
import { createDatabase } from "../src/database/database.ts";
import { createPool } from "../src/database/pool.ts";
import { createAccessTokens } from "../src/identity/access-tokens.ts";
import { createAccounts } from "../src/identity/accounts.ts";
import type { Passwords } from "../src/identity/passwords.ts";
import { RATE_LIMITS, type RateLimits } from "../src/rate-limit/limits.ts";
import { type Session, sessionSchema } from "../src/routes/sessions/session.ts";
import { createMemoryLog } from "./memory-log.ts";
import { migrateDatabase } from "./migrate.ts";
import type { EmptyDatabase, TestServer } from "./postgres.ts";
import { API_URL, createTestApp, JWT_SECRET, serveTestApp, type TestApi, WEB_URL } from "./server.ts";

/** Makes a database with the schema of this build, of the local environment. */
export async function createMigratedDatabase(server: TestServer): Promise<EmptyDatabase> {
  const database = await server.createDatabase();
  const run = await migrateDatabase(database, { direction: "up" });
  if (run.outcome !== "succeeded") throw new Error(run.error);
  return database;
}

/** What a test may change about the API. */
export interface TestAccountsOptions {
  readonly rateLimits?: Partial<RateLimits>;
  readonly passwords?: Passwords;
  readonly apiUrl?: string;
  readonly previousSecret?: string;
}

/** Serves the API over a database, on a real port, until the test lets go of it (`await using`). */
export async function serveAccounts(database: EmptyDatabase, options: TestAccountsOptions = {}): Promise<TestApi> {
  const { apiUrl = API_URL, previousSecret, passwords, rateLimits } = options;
  const pool = createPool({ url: database.appUrl, applicationName: "test", log: createMemoryLog().log });
  const tokens = createAccessTokens({ secret: JWT_SECRET, previousSecret, apiUrl });
  const api = await serveTestApp(
    createTestApp({
      apiUrl,
      accounts: createAccounts(createDatabase(pool), tokens, passwords),
      rateLimits: { ...RATE_LIMITS, ...rateLimits },
    }),
  );
  return {
    ...api,
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await pool.end();
    },
  };
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; undefined when there was none. */
  readonly body: unknown;
}

/** What the body of an error with this code looks like. */
export function errorOf(code: string) {
  return { error: { code, message: expect.stringMatching(/^.+\.$/), requestId: expect.any(String) } };
}

/** Reads the session that an answer begins or carries on; throws when it is none. */
export function sessionOf({ body }: Pick<Answer, "body">): Session {
  return sessionSchema.parse(body);
}

/** A browser that looks at a page of the web app: sends its origin along, and keeps the cookies that it is given. */
export class Browser {
  readonly #origin: string;
  readonly #headers: Record<string, string>;
  readonly cookies = new Map<string, string>();

  /** @param headers sent with every request; one that is empty is left out. */
  constructor({ origin }: Pick<TestApi, "origin">, headers: Record<string, string> = {}) {
    this.#origin = origin;
    this.#headers = { origin: WEB_URL, ...headers };
  }

  /** Everything that the cookies say, as the header of a request. */
  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const all = {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(this.cookies.size === 0 ? {} : { cookie: this.cookieHeader }),
      ...this.#headers,
      ...headers,
    };
    const response = await fetch(this.#origin + path, {
      method,
      headers: Object.entries(all).filter(([, value]) => value !== ""),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  }

  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.send("POST", path, body, headers);
  }

  /** Asks who this is, with an access token. */
  me(accessToken: string): Promise<Answer> {
    return this.send("GET", "/me", undefined, { authorization: `Bearer ${accessToken}` });
  }

  #keep(cookie: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
