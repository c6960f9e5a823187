import type { Context } from "hono";
import type { z } from "zod";
import { check, jsonOf } from "../http/check.ts";
import { badRequest } from "./refusal.ts";

/**
 * The body of a request, checked.
 *
 * @throws Refusal (400) in one sentence about the first thing that is wrong with it
 */
export async function bodyOf<Body>(c: Context, schema: z.ZodType<Body>): Promise<Body> {
  return check(await jsonOf(c, badRequest), schema, "the body", badRequest);
}

/**
 * The query of a request, checked; `teamId` and `slug` are left out of it, since every request may have them.
 *
 * @throws Refusal (400) in one sentence about the first thing that is wrong with it
 */
export function queryOf<Query>(c: Context, schema: z.ZodType<Query>): Query {
  const { teamId: _, slug: __, ...query } = c.req.query();
  return check(query, schema, "the query", badRequest);
}
