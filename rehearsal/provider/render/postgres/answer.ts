import { postgres } from "@pulumi/render/tables";
import { z } from "zod";
import { ipAllowList } from "../allow-list.ts";

/** A Postgres instance as Render answers it, as far as the provider reads it (`postgresDetail` of Render's API). */
export const instance = z.object({
  id: z.string(),
  name: z.string(),
  databaseName: z.string(),
  databaseUser: z.string(),
  environmentId: z.string().optional(),
  highAvailabilityEnabled: z.boolean(),
  ipAllowList,
  plan: z.string(),
  region: postgres.properties.region.schema,
  version: postgres.properties.version.schema,
  role: z.string(),
  diskSizeGB: z.int().optional(),
  primaryPostgresID: z.string().optional(),
  parameterOverrides: z.record(z.string(), z.string()).optional(),
  readReplicas: z
    .array(
      z.object({ id: z.string(), name: z.string(), parameterOverrides: z.record(z.string(), z.string()).optional() }),
    )
    .nullish()
    .transform((replicas) => replicas ?? []),
  /** Only polls look at it; what was just made may lack it. */
  status: z.string().optional(),
});

export type Instance = z.output<typeof instance>;

/** How to connect to an instance. */
export const connectionInfo = z.object({
  password: z.string(),
  internalConnectionString: z.string(),
  externalConnectionString: z.string(),
  psqlCommand: z.string(),
});

export type ConnectionInfo = z.output<typeof connectionInfo>;
