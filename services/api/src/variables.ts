import type { z } from "zod";
import {
  type ApiVariables,
  apiVariablesSchema,
  type MigrationVariables,
  migrationVariablesSchema,
} from "./variables/schema.ts";

export {
  type ApiVariables,
  apiVariablesSchema,
  EXAMPLE_SECRET_MARK,
  type MigrationVariables,
} from "./variables/schema.ts";
export {
  type ApiVariableName,
  apiVariableDescriptions,
  secretVariableNames,
  type VariableDescription,
} from "./variables/shape.ts";

/** Variables as a process or a platform holds them. */
export type RawVariables = Readonly<Record<string, string | undefined>>;

/** Outcome of reading variables: all of them, or every fault that they have, each naming its variable and none showing a value. */
export type ParsedVariables<T> =
  | { readonly ok: true; readonly variables: T }
  | { readonly ok: false; readonly faults: readonly string[] };

function parse<T>(schema: z.ZodType<T>, env: RawVariables): ParsedVariables<T> {
  // Hosting platforms and `.env` files can't unset a variable, only leave it empty.
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const result = schema.safeParse(present);
  if (result.success) return { ok: true, variables: result.data };
  const faults = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return present[name] === undefined ? `${name} is missing` : `${name} ${sentenceOf(issue)}`;
  });
  return { ok: false, faults: [...new Set(faults)] };
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_value" ? `must be one of ${issue.values.join(", ")}` : issue.message;
}

/**
 * Reads the variables of the API; an empty string counts as unset.
 *
 * @param env for example `process.env`; variables that the API doesn't know are ignored.
 * @returns every variable, or every fault at once. Whether to exit is for the caller to decide.
 */
export function parseApiVariables(env: RawVariables): ParsedVariables<ApiVariables> {
  return parse(apiVariablesSchema, env);
}

/**
 * Reads the variables of the process that serves: as {@link parseApiVariables}, but outside the local environment the owner's URL is a fault, so
 * that a start command which forgot to drop it can't serve with the right to change the schema. Locally one `.env` serves both commands.
 */
export function parseServerVariables(env: RawVariables): ParsedVariables<ApiVariables> {
  const parsed = parseApiVariables(env);
  const dropped = env.APP_ENV === "local" || (env.MIGRATION_DATABASE_URL ?? "") === "";
  if (dropped) return parsed;
  const fault =
    "MIGRATION_DATABASE_URL must not reach the serving process: start it with `env -u MIGRATION_DATABASE_URL node …`";
  return { ok: false, faults: parsed.ok ? [fault] : [...parsed.faults, fault] };
}

/** Reads the variables of the migration command; otherwise as {@link parseApiVariables}. */
export function parseMigrationVariables(env: RawVariables): ParsedVariables<MigrationVariables> {
  return parse(migrationVariablesSchema, env);
}
