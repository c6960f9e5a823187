import { Hono } from "hono";
import { z } from "zod";
import type { Account } from "./account.ts";
import { queryOf } from "./body.ts";
import { pageOf, pageQuery } from "./page.ts";
import { notFound } from "./refusal.ts";
import type { Authenticated, StandIn } from "./stand-in.ts";
import { userId } from "./user.ts";

const list = z.strictObject(pageQuery);

/** The teams that a token acts for. */
export function teamRoutes({ accounts }: StandIn): Hono<Authenticated> {
  const ownOf = ({ token }: Account) => accounts.filter((account) => account.token === token);
  return new Hono<Authenticated>()
    .get("/v2/teams", (c) => {
      const teams = ownOf(c.get("account")).map((account, index) => answerOf(account, index));
      const { items, pagination } = pageOf(teams, queryOf(c, list));
      return c.json({ teams: items, pagination });
    })
    .get("/v2/teams/:team", (c) => {
      const asked = c.req.param("team");
      const found = ownOf(c.get("account")).find(({ team }) => team.id === asked || team.slug === asked);
      if (!found) throw notFound(`The team ${asked}`);
      return c.json(answerOf(found, 0));
    });
}

/** A team as it is answered. Teams are there from the beginning, so their moments of creation are only an order. */
function answerOf(account: Account, createdAt: number) {
  const { id, slug, name } = account.team;
  const role = "OWNER";
  const creatorId = userId(account);
  return {
    id,
    slug,
    name,
    avatar: null,
    description: null,
    billing: { plan: "pro" },
    createdAt,
    updatedAt: createdAt,
    creatorId,
    stagingPrefix: slug,
    membership: { uid: creatorId, role, teamId: id, confirmed: true, created: createdAt, createdAt },
  };
}
