import type { Inputs, PropertyTable } from "@live-listen/property-tables";
import { z } from "zod";

const cloudLogin = { schema: z.unknown(), unsupported: "is not served here, only a user name and password" } as const;

/**
 * The options of the `postgresql` provider, with the vendor's names and defaults
 * (https://www.pulumi.com/registry/packages/postgresql/installation-configuration/). One thing differs on purpose: the
 * vendor's provider also reads this machine's `PGHOST`, `PGPASSWORD` and the like, so that an update could reach a
 * server that no configuration names; here only the configuration counts, and `host` is required.
 */
export const configuration = {
  host: { schema: z.string().min(1, "must not be empty") },
  port: { schema: z.int().min(1, "must be at least 1").max(65_535, "must be at most 65535").default(5432) },
  database: { schema: z.string().default("postgres") },
  username: { schema: z.string().default("postgres") },
  password: { schema: z.string().optional(), secret: true },
  /** The role behind the login name, where a map of user names makes them differ: owned objects are handed to it. */
  databaseUsername: { schema: z.string().optional() },
  /** Whether the user is a superuser, who can read the hashes of passwords and so see that one was changed. */
  superuser: { schema: z.boolean().default(true) },
  /** As Go's lib/pq: an unset one is `require`. */
  sslmode: { schema: z.enum(["disable", "require", "verify-ca", "verify-full"]).default("require") },
  sslMode: { schema: z.unknown(), unsupported: "is the old name of sslmode and is not served here" },
  /** Path of a PEM file. */
  sslrootcert: { schema: z.string().optional() },
  /** Paths of PEM files, or their text when `sslinline`. */
  clientcert: {
    schema: z.strictObject({ cert: z.string(), key: z.string(), sslinline: z.boolean().default(false) }).optional(),
    secret: true,
  },
  /** Seconds; 0 waits for ever. */
  connectTimeout: { schema: z.int().min(0, "must be at least 0").default(180) },
  /** 0 is no limit. */
  maxConnections: { schema: z.int().min(0, "must be at least 0").default(20) },
  /** What the server's version is expected to be; nothing depends on it here, because the server is asked. */
  expectedVersion: {
    schema: z
      .string()
      .regex(/^\d+(\.\d+){0,2}$/, "must be a version such as 18.0.0")
      .optional(),
  },
  scheme: { schema: z.literal("postgres").default("postgres") },
  awsRdsIamAuth: cloudLogin,
  awsRdsIamProfile: cloudLogin,
  awsRdsIamProviderRoleArn: cloudLogin,
  awsRdsIamRegion: cloudLogin,
  azureIdentityAuth: cloudLogin,
  azureTenantId: cloudLogin,
  gcpIamImpersonateServiceAccount: cloudLogin,
} as const satisfies PropertyTable;

/** The provider's options, checked and with defaults. */
export type Configuration = Inputs<typeof configuration>;
