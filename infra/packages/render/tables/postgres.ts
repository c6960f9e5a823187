import { defineTable, object, optional, setOf } from "@live-listen/property-tables";
import { z } from "zod";
import { environmentId, ipAllowLists, logStreamOverride, name, region } from "./common.ts";
import { postgresPlan } from "./postgres-plan.ts";

/** Settings of a server by name, such as `max_connections`. May be changed in place, some with a restart. */
const parameterOverrides = { schema: z.record(z.string(), z.string()).optional() } as const;

/**
 * A managed Postgres instance of Render. All may be changed in place but `region`, `version`, `databaseName` and
 * `databaseUser`: a change of these replaces the instance, and the data is gone with the old one.
 */
export const postgres = defineTable({
  type: "render:index/postgres:Postgres",
  properties: {
    /** Unique in the workspace, since the provider finds instances by it. Made from the resource's when left out. */
    name,
    /** Instance type, such as `basic_256mb` or `pro_4gb`: memory and processors, and what they cost. A change means a short restart. */
    plan: { schema: postgresPlan },
    /** Where it runs. A change replaces the instance, and the data is gone with the old one. */
    region,
    /** Major version of PostgreSQL. A change replaces the instance, and the data is gone with the old one. */
    version: { schema: z.enum(["11", "12", "13", "14", "15", "16", "17", "18"]), replaces: true },
    /** Name of the database in it, to which Render may add a suffix. Render chooses one when left out. A change replaces the instance. */
    databaseName: { schema: z.string().optional(), computed: "when omitted", replaces: true },
    /** Role that owns the database. Render chooses one when left out. A change replaces the instance. */
    databaseUser: { schema: z.string().optional(), computed: "when omitted", replaces: true },
    /** Disk in GB: 1, or a multiple of 5. Render chooses when left out. It grows in place and never shrinks. */
    diskSizeGb: {
      schema: z
        .int()
        .min(1, "must be at least 1")
        .refine((size) => size === 1 || size % 5 === 0, "must be 1 or a multiple of 5")
        .optional(),
      computed: "when omitted",
    },
    /** Id of the project environment it belongs to; of none when left out. */
    environmentId,
    /** Whether a standby takes over when the primary fails; off when left out. */
    highAvailabilityEnabled: { schema: z.boolean().optional(), computed: "when omitted" },
    /** Addresses outside of Render that may connect; none when empty or left out. Services of the same region always may. */
    ipAllowLists: { ...optional(ipAllowLists), computed: "when omitted" },
    /** Where its log goes, if elsewhere than the workspace's. */
    logStreamOverride: { ...optional(logStreamOverride), computed: "when omitted" },
    /** Settings of the server by name, such as `max_connections`. Render's own when left out. */
    parameterOverrides,
    /** Key under which Datadog gets metrics; none are sent when left out. */
    datadogApiKey: { schema: z.string().optional(), secret: true },
    /** Copies of it that answer reads, each an instance with its own costs; none when left out. */
    readReplicas: optional(
      setOf({
        /** Given by Render. */
        id: { schema: z.string(), computed: "always" },
        /** Unique in the workspace. */
        name: { schema: z.string() },
        /** Settings of the replica's server by name. */
        parameterOverrides,
        /** Where the replica's log goes, if elsewhere than the workspace's. */
        logStreamOverride: optional(
          object({
            ...logStreamOverride.fields,
            /** `host:port` of a syslog receiver. */
            endpoint: { schema: z.string().optional() },
          }),
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
        /** Of the owner. */
        password: { schema: z.string(), computed: "always", secret: true },
        /** A `psql` command line, password included. */
        psqlCommand: { schema: z.string(), computed: "always", secret: true },
      }),
      computed: "always",
      secret: true,
    },
    /** Id of the instance that this one copies; empty when it copies none. */
    primaryPostgresId: { schema: z.string(), computed: "always" },
    /** `primary` or `replica`. */
    role: { schema: z.string(), computed: "always" },
  },
});
