import type { Context } from "hono";
import type { z } from "zod";
import { badRequest } from "./refusal.ts";

/**
 * The body of a request, checked.
 *
 * @throws Refusal (400) in one sentence about the first thing that is wrong with it
 */
export async function bodyOf<Body>(c: Context, schema: z.ZodType<Body>): Promise<Body> {
  return check(await json(c), schema, "the body");
}

/**
 * The query of a request, checked; `teamId` and `slug` are left out of it, since every request may have them.
 *
 * @throws Refusal (400) in one sentence about the first thing that is wrong with it
 */
export function queryOf<Query>(c: Context, schema: z.ZodType<Query>): Query {
  const { teamId: _, slug: __, ...query } = c.req.query();
  return check(query, schema, "the query");
}

async function json(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("the body is no JSON");
  }
}

function check<Value>(given: unknown, schema: z.ZodType<Value>, what: string): Value {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  throw badRequest(reasonOf(error.issues[0], given, what));
}

/** Names the property and never its value, which may be a secret. */
function reasonOf(issue: z.core.$ZodIssue | undefined, given: unknown, what: string): string {
  if (!issue) return `${what} is wrong`;
  const path = issue.path.join(".");
  const name = path === "" ? what : `\`${path}\``;
  if (issue.code === "unrecognized_keys") {
    return `${name} has the unknown property ${issue.keys.map((key) => `\`${key}\``).join(", ")}`;
  }
  if (issue.code === "invalid_type" && path !== "" && at(given, issue.path) === undefined) return `${name} is missing`;
  if (issue.code === "invalid_value")
    return `${name} must be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
  // Messages of this package complete the sentence; zod's own begin with a capital.
  return /^[A-Z]/.test(issue.message) ? `${name} is wrong (${issue.message})` : `${name} ${issue.message}`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
