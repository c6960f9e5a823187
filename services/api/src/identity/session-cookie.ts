import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import type { AppEnvironment } from "../http/environment.ts";
import type { IssuedRefreshToken } from "./sessions.ts";

const NAME = "live-listen-session";

/** Puts refresh tokens into a cookie, where no script of a page can read them, and takes them out of it. */
export class SessionCookie {
  readonly #name: string;
  readonly #options: CookieOptions;

  /**
   * The cookie is the API's host's alone, never its domain's: staging and production are one site. `__Host-` makes browsers hold us to that (RFC 6265bis
   * section 4.1.3.2), and needs TLS. On a developer's machine there is none, so the cookie does without the prefix there; as cookies know no ports, other programs on
   * `localhost` get to see it.
   *
   * @param apiUrl origin of the API.
   */
  constructor(apiUrl: string) {
    const secure = new URL(apiUrl).protocol === "https:";
    this.#name = secure ? `__Host-${NAME}` : NAME;
    this.#options = { path: "/", httpOnly: true, secure, sameSite: "Strict" };
  }

  read(c: Context<AppEnvironment>): string | undefined {
    return getCookie(c, this.#name);
  }

  write(c: Context<AppEnvironment>, { token, expiresAt }: IssuedRefreshToken): void {
    const maxAge = Math.max(0, Math.floor((expiresAt.getTime() - Date.now()) / 1000));
    setCookie(c, this.#name, token, { ...this.#options, maxAge });
  }

  clear(c: Context<AppEnvironment>): void {
    setCookie(c, this.#name, "", { ...this.#options, maxAge: 0 });
  }
}
