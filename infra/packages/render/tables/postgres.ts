import { defineTable, object, optional, setOf } from "@live-listen/property-tables";
import { z } from "zod";
import { ipAllowLists, logStreamOverride, name, region } from "./common.ts";

/** A managed Postgres instance of Render. */
export const postgres = defineTable({
  type: "render:index/postgres:Postgres",
  properties: {
    /** Unique in the workspace, since the provider finds instances by it. May be changed in place. */
    name,
    /** Instance type, such as `basic_256mb` or `pro_4gb`: memory and processors, and what they cost. May be changed in place, with a short restart. */
    plan: { schema: z.string().min(1, "must not be empty") },
    /** Where it runs. A change replaces the instance, and the data is gone with the old one. */
    region,
    /** Major version of PostgreSQL. A change replaces the instance, and the data is gone with the old one. */
    version: { schema: z.enum(["11", "12", "13", "14", "15", "16", "17", "18"]), replaces: true },
    /** Name of the database in it, to which Render may add a suffix. A change replaces the instance. Render chooses one when left out. */
    databaseName: { schema: z.string().optional(), computed: "when omitted", replaces: true },
    /** Role that owns the database. A change replaces the instance. Render chooses one when left out. */
    databaseUser: { schema: z.string().optional(), computed: "when omitted", replaces: true },
    /** Disk in GB: 1, or a multiple of 5. It grows in place and never shrinks. Render chooses when left out. */
    diskSizeGb: {
      schema: z
        .int()
        .min(1, "must be at least 1")
        .refine((size) => size === 1 || size % 5 === 0, "must be 1 or a multiple of 5")
        .optional(),
      computed: "when omitted",
    },
    /** Id of the project environment it belongs to. May be changed in place. */
    environmentId: { schema: z.string().optional() },
    /** Whether a standby takes over when the primary fails; off when left out. May be changed in place. */
    highAvailabilityEnabled: { schema: z.boolean().optional(), computed: "when omitted" },
    /** Addresses outside of Render that may connect. Empty: none. May be changed in place. */
    ipAllowLists: { ...optional(ipAllowLists), computed: "when omitted" },
    /** Where its log goes, if elsewhere than the workspace's. */
    logStreamOverride: { ...optional(logStreamOverride), computed: "when omitted" },
    /** Settings of the server by name, such as `max_connections`. May be changed in place. */
    parameterOverrides: { schema: z.record(z.string(), z.string()).optional() },
    /** Key under which Datadog gets metrics. */
    datadogApiKey: { schema: z.string().optional(), secret: true },
    /** Replicas that answer reads. May be changed in place. */
    readReplicas: optional(
      setOf({
        /** Given by Render. */
        id: { schema: z.string(), computed: "always" },
        name: { schema: z.string() },
        parameterOverrides: { schema: z.record(z.string(), z.string()).optional() },
        logStreamOverride: optional(
          object({ ...logStreamOverride.fields, endpoint: { schema: z.string().optional() } }),
        ),
      }),
    ),
    /**
     * How to connect. The bridge makes a secret of the whole and of each part, and the Node SDK takes one wrapping off:
     * read a part with care for the other.
     */
    connectionInfo: {
      ...object({
        /** From outside of Render, for the addresses of `ipAllowLists`. */
        externalConnectionString: { schema: z.string(), computed: "always", secret: true },
        /** From services of the same region, over Render's own network. */
        internalConnectionString: { schema: z.string(), computed: "always", secret: true },
        password: { schema: z.string(), computed: "always", secret: true },
        /** A `psql` command line, password included. */
        psqlCommand: { schema: z.string(), computed: "always", secret: true },
      }),
      computed: "always",
      secret: true,
    },
    /** Of the instance that this one replicates. */
    primaryPostgresId: { schema: z.string(), computed: "always" },
    /** `primary` or `replica`. */
    role: { schema: z.string(), computed: "always" },
  },
});
