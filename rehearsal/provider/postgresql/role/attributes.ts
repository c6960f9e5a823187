import pg from "pg";
import { isStoredPassword, scramVerifier } from "../scram.ts";
import type { RoleInputs, RoleState } from "./properties.ts";

/** The keyword of each attribute that a role has or has not (https://www.postgresql.org/docs/current/sql-createrole.html). */
const FLAGS = {
  superuser: "SUPERUSER",
  createDatabase: "CREATEDB",
  createRole: "CREATEROLE",
  inherit: "INHERIT",
  login: "LOGIN",
  replication: "REPLICATION",
  bypassRowLevelSecurity: "BYPASSRLS",
} as const satisfies Partial<Record<keyof RoleInputs, string>>;

const flagNames = Object.keys(FLAGS) as (keyof typeof FLAGS)[];

/**
 * The clauses of `CREATE ROLE` or `ALTER ROLE` that make a role what is asked for.
 *
 * @param state what the role is: only what differs is stated, because even to state that a role is no superuser takes
 *   a superuser; undefined for a new role, which gets every clause
 */
export async function attributeClauses(inputs: RoleInputs, state?: Partial<RoleState>): Promise<string[]> {
  const differs = (name: keyof RoleInputs): boolean => !state || inputs[name] !== state[name];
  const clauses = flagNames.filter(differs).map((name) => (inputs[name] ? FLAGS[name] : `NO${FLAGS[name]}`));
  if (differs("connectionLimit")) clauses.push(`CONNECTION LIMIT ${inputs.connectionLimit}`);
  if (differs("validUntil")) clauses.push(`VALID UNTIL ${pg.escapeLiteral(inputs.validUntil || "infinity")}`);
  if (differs("password") && (inputs.password || state)) clauses.push(await passwordClause(inputs.password));
  return clauses;
}

/** The text NULL means none, as for the vendor's provider. */
async function passwordClause(password: string | undefined): Promise<string> {
  if (!password || password.toUpperCase() === "NULL") return "PASSWORD NULL";
  return `PASSWORD ${pg.escapeLiteral(isStoredPassword(password) ? password : await scramVerifier(password))}`;
}
