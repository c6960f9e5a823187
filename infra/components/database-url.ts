import * as pulumi from "@pulumi/pulumi";

/** The parts of a Postgres connection string. */
export interface DatabaseUrlParts {
  readonly user: pulumi.Input<string>;
  readonly password: pulumi.Input<string>;
  readonly host: pulumi.Input<string>;
  readonly port: pulumi.Input<number>;
  readonly database: pulumi.Input<string>;
}

/**
 * Builds a Postgres connection string, secret since its password is.
 *
 * @see https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function databaseUrl(parts: DatabaseUrlParts): pulumi.Output<string> {
  const url = pulumi.all([parts.user, parts.password, parts.host, parts.port, parts.database]).apply(formatDatabaseUrl);
  return pulumi.secret(url);
}

/** Builds a Postgres connection string from plain values: user, password, host, port, database. */
export function formatDatabaseUrl(parts: readonly [string, string, string, number, string]): string {
  const [user, password, host, port, database] = parts;
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}`;
}
