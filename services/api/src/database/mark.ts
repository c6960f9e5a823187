import { type EnvironmentName, environmentNameSchema } from "@live-listen/protocol";
import { DatabaseError, escapeLiteral } from "pg";
import { OperatorFault } from "../operator-fault.ts";
import type { Queryable } from "./connection.ts";
import { SCHEMA } from "./names.ts";

/** Function whose answer is the environment that a database belongs to. It travels with dumps and recovery. */
const MARK = `${SCHEMA}.app_env()`;

/** PostgreSQL's codes (appendix A of its manual) for a schema and for a function that don't exist. */
const MISSING = ["3F000", "42883"];

/** Thrown when a database belongs to another environment, or to none: nothing may be done with it. */
export class ForeignDatabase extends OperatorFault {
  override readonly name = "ForeignDatabase";
}

/**
 * Reads the mark.
 *
 * @returns the environment that the database says it belongs to, as it says it; undefined when it has no mark.
 * @throws what the connection throws.
 */
export async function readMark(database: Queryable): Promise<string | undefined> {
  try {
    const { rows } = await database.query<{ mark: string }>(`select ${MARK} as mark`);
    return rows[0]?.mark;
  } catch (error) {
    if (error instanceof DatabaseError && MISSING.includes(error.code ?? "")) return undefined;
    throw error;
  }
}

/**
 * Compares a mark with the environment that is to use the database.
 *
 * @throws {ForeignDatabase} a sentence that names both environments, and the way out.
 */
export function requireMark(mark: string | undefined, environment: EnvironmentName): void {
  const fault = faultOfMark(mark, environment);
  if (fault !== undefined) throw new ForeignDatabase(fault);
}

/** Says what {@link requireMark} would throw; undefined when all is well. */
export function faultOfMark(mark: string | undefined, environment: EnvironmentName): string | undefined {
  if (mark === environment) return undefined;
  return mark === undefined
    ? `This database carries no mark of an environment, and this process belongs to ${environment}: run the migrations of ${environment}, or correct the database URL.`
    : `This database belongs to ${mark}, and this process to ${environment}: correct the database URL.`;
}

/** Gives a database its mark, as its owner; the app's role may ask it and can't change it. */
export async function writeMark(database: Queryable, environment: EnvironmentName): Promise<void> {
  const literal = escapeLiteral(environmentNameSchema.parse(environment));
  await database.query(
    `create function ${MARK} returns text language sql immutable parallel safe as ${escapeLiteral(`select ${literal}::text`)}`,
  );
  await database.query(`comment on function ${MARK} is 'The environment that this database belongs to.'`);
  await database.query(`revoke all on function ${MARK} from public`);
}
