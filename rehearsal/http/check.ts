import type { Context } from "hono";
import type { z } from "zod";

/** Makes the error that a request is refused with, from what completes "Invalid request: …". */
export type Refuse = (reason: string) => Error;

/**
 * The JSON that a request carries; an empty object when it carries nothing.
 *
 * @throws what `refuse` makes, when it is no JSON
 */
export async function jsonOf(c: Context, refuse: Refuse): Promise<unknown> {
  const text = await c.req.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("the body is no JSON");
  }
}

/**
 * What a request carries, once it is known to be what it should be.
 *
 * @param what names it as a whole, such as `the body`
 * @throws what `refuse` makes of the first thing that is wrong with it; the value, which may be a secret, is not told
 */
export function check<Value>(given: unknown, schema: z.ZodType<Value>, what: string, refuse: Refuse): Value {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  throw refuse(reasonOf(error.issues[0], given, what));
}

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
