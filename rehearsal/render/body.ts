import type { Context } from "hono";
import { z } from "zod";
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
 * The query of a request, checked. Values that are given several times are the same as values with commas between them.
 *
 * @throws Refusal (400) in one sentence about the first thing that is wrong with it
 */
export function queryOf<Query>(c: Context, schema: z.ZodType<Query>): Query {
  const query = Object.entries(c.req.queries()).map(([name, values]) => [name, values.join(",")]);
  return check(Object.fromEntries(query), schema, "the query", badRequest);
}

/**
 * A part of a request's path, checked.
 *
 * @throws Refusal (400) in one sentence
 */
export function paramOf<Value>(c: Context, name: string, schema: z.ZodType<Value>): Value {
  return check(c.req.param(name), schema, `\`${name}\` of the path`, badRequest);
}

/** Values with commas between them, any of which is looked for. */
export const anyOf = z
  .string()
  .transform((text) => text.split(","))
  .optional();

/** Whether a value is among those that are looked for; when nothing is looked for, everything is. */
export function isAmong(wanted: readonly string[] | undefined, value: string | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}
