import type { Database } from "../../database/database.ts";
import type { AccessTokens } from "../../identity/identity.ts";
import type { RateLimiters } from "../../rate-limit/rate-limiters.ts";

/** What the routes of rooms are made of. */
export interface RoomRouteDependencies {
  readonly db: Database;
  readonly tokens: AccessTokens;
  readonly limiters: Pick<RateLimiters, "createRoom">;
}
