import { type ApiVariableName, parseApiVariables } from "@live-listen/api/variables";
import type { Environment } from "@live-listen/stacks";
import type { WebVariables } from "@live-listen/web/variables";
import * as pulumi from "@pulumi/pulumi";

/** The secret values that the API of an environment is given. */
export interface ApiSecrets {
  readonly databaseUrl: pulumi.Input<string>;
  readonly migrationDatabaseUrl: pulumi.Input<string>;
  readonly jwtSecret: pulumi.Input<string>;
  readonly previousJwtSecret?: pulumi.Input<string> | undefined;
  /** Keys of third parties, by the names of their variables. */
  readonly thirdPartyKeys?: Readonly<Record<string, string>>;
}

/** Variables of a service, by name, as a hosting platform or an `.env` file holds them. */
export type Variables = Readonly<Record<string, string>>;

/**
 * The variables that the API of an environment starts with: each value comes from the matrix, the configuration or a resource, and is written
 * nowhere else.
 *
 * @returns the variables by name; those are secret that the API's schema says are, so that a plan can show the others.
 * @throws RunError, within the `up` and before anything gets the variables, when the API would refuse to start with them; it names every fault
 * and shows no value.
 */
export function apiVariables(row: Environment, secrets: ApiSecrets): Readonly<Record<string, pulumi.Input<string>>> {
  const { port } = new URL(row.apiUrl);
  const plain: Partial<Record<ApiVariableName, string>> = {
    APP_ENV: row.appEnv,
    ...(port && { PORT: port }),
    WEB_URL: row.webUrl,
    API_URL: row.apiUrl,
    WS_URL: row.wsUrl,
    LOG_LEVEL: "info",
  };
  const secret: Partial<Record<ApiVariableName, pulumi.Input<string>>> = {
    DATABASE_URL: secrets.databaseUrl,
    MIGRATION_DATABASE_URL: secrets.migrationDatabaseUrl,
    JWT_SECRET: secrets.jwtSecret,
    ...(secrets.previousJwtSecret && { JWT_SECRET_PREVIOUS: secrets.previousJwtSecret }),
  };
  const accepted = pulumi
    .all(secret)
    .apply((values) => acceptedByTheApi(row.name, { ...plain, ...(values as Record<string, string>) }));
  // Whoever gets the variables waits for all of them, so that the check need hang on one alone: were it on each, a plan would show all of them
  // as changed once the value of one isn't known yet.
  const jwtSecret = accepted.apply((values) => values.JWT_SECRET ?? "");
  const kept = Object.entries({ ...secret, JWT_SECRET: jwtSecret }).map(([name, value]) => [
    name,
    pulumi.secret(value),
  ]);
  const keys = Object.entries(secrets.thirdPartyKeys ?? {}).map(([name, value]) => [name, pulumi.secret(value)]);
  return { ...Object.fromEntries(keys), ...plain, ...Object.fromEntries(kept) };
}

/** The variables that the web bundle of an environment is stamped with. None is secret: every visitor reads them. */
export function webVariables(row: Environment): WebVariables {
  return { NEXT_PUBLIC_APP_ENV: row.appEnv, NEXT_PUBLIC_API_URL: row.apiUrl, NEXT_PUBLIC_WS_URL: row.wsUrl };
}

/** Returns the variables if the API's own schema takes them; throws a RunError that names every fault otherwise. */
export function acceptedByTheApi(environment: string, values: Readonly<Record<string, string | undefined>>): Variables {
  const parsed = parseApiVariables(values);
  if (!parsed.ok) {
    throw new pulumi.RunError(`The API of ${environment} would refuse its variables: ${parsed.faults.join("; ")}.`);
  }
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
