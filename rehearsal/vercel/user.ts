import { Hono } from "hono";
import type { Account } from "./account.ts";
import type { Authenticated } from "./stand-in.ts";

/** The id of the person whose token an account has. */
export function userId({ team }: Account): string {
  return `usr_${team.id.replace(/^team_/, "")}`;
}

/** Whose token it is. */
export function userRoutes(): Hono<Authenticated> {
  return new Hono<Authenticated>().get("/v2/user", (c) => {
    const { team } = c.get("account");
    return c.json({
      user: {
        id: userId(c.get("account")),
        username: team.slug,
        name: team.name,
        email: `${team.slug}@localhost`,
        avatar: null,
        createdAt: 0,
        defaultTeamId: team.id,
        stagingPrefix: team.slug,
        hasTrialAvailable: false,
        billing: null,
        resourceConfig: {},
        softBlock: null,
      },
    });
  });
}
