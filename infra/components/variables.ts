import { type ApiVariableName, parseApiVariables } from "@live-listen/api/variables";
import type { Environment } from "@live-listen/stacks";
import type { WebVariables } from "@live-listen/web/variables";
import * as pulumi from "@pulumi/pulumi";

/** The secret values that the API of an environment is given. */
export interface ApiSecrets {
  readonly databaseUrl: pulumi.Input<string>;
  readonly migrationDatabaseUrl: pulumi.Input<string>;
  readonly jwtSecret: pulumi.Input<string>;
}

/** Variables of a service, by name, as a hosting platform or an `.env` file holds them. */
export type Variables = Readonly<Record<string, string>>;

/**
 * The variables that the API of an environment starts with: each value comes from the matrix or from a resource, and is written nowhere else.
 *
 * @returns the variables, secret as a whole.
 * @throws RunError, within the `up`, when the API would refuse to start with them; it names every fault and shows no value.
 */
export function apiVariables(row: Environment, secrets: ApiSecrets): pulumi.Output<Variables> {
  const { port } = new URL(row.apiUrl);
  const variables: Partial<Record<ApiVariableName, pulumi.Input<string>>> = {
    APP_ENV: row.appEnv,
    ...(port && { PORT: port }),
    DATABASE_URL: secrets.databaseUrl,
    MIGRATION_DATABASE_URL: secrets.migrationDatabaseUrl,
    JWT_SECRET: secrets.jwtSecret,
    WEB_URL: row.webUrl,
    API_URL: row.apiUrl,
    WS_URL: row.wsUrl,
    LOG_LEVEL: "info",
  };
  return pulumi.secret(pulumi.all(variables).apply((values) => acceptedByTheApi(row.name, values)));
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
