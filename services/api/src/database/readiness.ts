import type { EnvironmentName, Release } from "@live-listen/protocol";
import { DatabaseError } from "pg";
import { messageOf } from "../log/error-message.ts";
import type { Check } from "../routes/health/check.ts";
import { readApplied } from "./applied.ts";
import { type AppliedMigration, judgeSchema } from "./compatibility.ts";
import type { Queryable } from "./connection.ts";
import { ForeignDatabase, readMark, requireMark } from "./mark.ts";

/** Time within which readiness is decided; a platform's probe gives up after about five seconds. */
export const READINESS_TIMEOUT_MILLISECONDS = 2_500;

/** What the checks found. */
export interface DatabaseReadiness {
  readonly checks: readonly Check[];
  /** Why the database can't be reached, for the log: it names hosts and roles that are nobody's business outside. */
  readonly cause?: string;
  /** The database belongs to another environment, or to none: waiting doesn't help. */
  readonly foreign?: ForeignDatabase;
}

/**
 * Checks that the database is reachable, belongs to this environment, and has a schema that this build works with. The first check that fails ends
 * it. Never throws, and ends within {@link READINESS_TIMEOUT_MILLISECONDS}.
 */
export async function checkDatabase(
  database: Queryable,
  environment: EnvironmentName,
  range: Release["schema"],
  timeoutMilliseconds = READINESS_TIMEOUT_MILLISECONDS,
): Promise<DatabaseReadiness> {
  const reachable: Check = { name: "database", ok: true };
  try {
    const applied = await withTimeout(readOwn(database, environment), timeoutMilliseconds);
    const verdict = judgeSchema(applied, range);
    return { checks: [reachable, { name: "environment", ok: true }, { name: "schema", ...verdict }] };
  } catch (error) {
    if (error instanceof ForeignDatabase) {
      return { checks: [reachable, { name: "environment", ok: false, message: error.message }], foreign: error };
    }
    const message =
      error instanceof DatabaseError
        ? "The database doesn't serve the app; the log says why."
        : "The database can't be reached.";
    return { checks: [{ name: "database", ok: false, message }], cause: messageOf(error) };
  }
}

async function readOwn(database: Queryable, environment: EnvironmentName): Promise<AppliedMigration[]> {
  requireMark(await readMark(database), environment);
  return await readApplied(database);
}

async function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  try {
    return await Promise.race([work, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
