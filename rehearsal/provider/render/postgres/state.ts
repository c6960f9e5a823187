import type { Inputs, Outputs } from "@live-listen/property-tables";
import type { postgres } from "@pulumi/render/tables";
import type { LogStreamOverride } from "../log-stream.ts";
import type { ConnectionInfo, Instance } from "./answer.ts";

/** A Postgres instance as a program asks for it. */
export type PostgresInputs = Inputs<typeof postgres.properties>;

/** A Postgres instance as it is. */
export type PostgresState = Outputs<typeof postgres.properties>;

/** What is asked of Render about one instance. */
export interface Found {
  readonly instance: Instance;
  readonly connectionInfo: ConnectionInfo;
  readonly logStreamOverride: LogStreamOverride | undefined;
}

/** What Render doesn't tell, or tells in other words. */
export interface Known {
  readonly databaseName?: string | undefined;
  readonly datadogApiKey?: string | undefined;
  readonly parameterOverrides?: Readonly<Record<string, string>> | undefined;
  readonly readReplicas?: PostgresInputs["readReplicas"] | undefined;
  readonly logStreamOverride?: LogStreamOverride | undefined;
}

/**
 * The state of an instance.
 *
 * @param known what was asked for, or known before: what Render doesn't tell is kept from it, and its words for what is
 *   the same
 */
export function stateOf(found: Found, known: Known): PostgresState {
  const { instance, connectionInfo, logStreamOverride } = found;
  // What the server fills in is typed as always there, and of an override or a primary there may be none.
  return { ...withoutConnection(instance, known), connectionInfo, logStreamOverride } as PostgresState;
}

/** The state of an instance of which it is not known yet how to connect to it. */
export function withoutConnection(instance: Instance, known: Known) {
  const { parameterOverrides = {}, readReplicas, databaseName } = instance;
  return {
    name: instance.name,
    plan: instance.plan,
    region: instance.region,
    version: instance.version,
    databaseName: isNamed(databaseName, known.databaseName) ? known.databaseName : databaseName,
    databaseUser: instance.databaseUser,
    diskSizeGb: instance.diskSizeGB,
    environmentId: instance.environmentId,
    highAvailabilityEnabled: instance.highAvailabilityEnabled,
    ipAllowLists: instance.ipAllowList,
    // None and an empty list say the same; the program's word for it stays.
    parameterOverrides:
      Object.keys(parameterOverrides).length > 0 || known.parameterOverrides ? parameterOverrides : undefined,
    readReplicas: readReplicas.length > 0 || known.readReplicas ? readReplicas : undefined,
    datadogApiKey: known.datadogApiKey,
    primaryPostgresId: instance.primaryPostgresID,
    role: instance.role,
  };
}

/** Whether a database is the one that was asked for: Render makes a name unique by a suffix. */
export function isNamed(name: string, wanted: string | undefined): boolean {
  return wanted !== undefined && (name === wanted || name.startsWith(`${wanted}_`));
}
