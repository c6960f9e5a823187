import pg from "pg";
import type { PostgresAccess } from "../postgres.ts";

/**
 * Makes whoever creates a role of some name wait: PostgreSQL lets the second of two transactions that create the same one wait for the first.
 *
 * @returns lets go, and leaves no role behind.
 */
export async function holdRole({ host, port, superuser }: PostgresAccess, name: string): Promise<() => Promise<void>> {
  const client = new pg.Client({
    host,
    port,
    user: superuser.name,
    password: superuser.password,
    database: "postgres",
  });
  await client.connect();
  await client.query(`begin; create role ${pg.escapeIdentifier(name)}`);
  return () => client.end();
}
