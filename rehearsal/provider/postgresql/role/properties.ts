import type { Inputs, Outputs, PropertyTable } from "@live-listen/property-tables";
import { z } from "zod";

/** PostgreSQL cuts longer names off (NAMEDATALEN - 1), and the state would then name another role. */
export const NAME_BYTES = 63;

/** The name of a role or database. */
export const objectName = z
  .string()
  .min(1, "must not be empty")
  .refine((name) => Buffer.byteLength(name) <= NAME_BYTES, `must not be longer than ${NAME_BYTES} bytes`)
  .refine((name) => !name.includes("\0"), "must not hold a NUL");

const off = { schema: z.boolean().default(false) };
const milliseconds = { schema: z.int().min(0, "must be at least 0").optional() };
const writeOnly = "is not served here: use password, which Pulumi encrypts in the state";

/** `postgresql.Role`: the vendor's inputs and defaults (terraform-provider-postgresql, resource_postgresql_role.go). */
export const roleProperties = {
  name: { schema: objectName, autoNamed: { maxLength: NAME_BYTES } },
  password: { schema: z.string().optional(), secret: true },
  login: off,
  superuser: off,
  createDatabase: off,
  createRole: off,
  inherit: { schema: z.boolean().default(true) },
  replication: off,
  bypassRowLevelSecurity: off,
  connectionLimit: { schema: z.int().min(-1, "must be at least -1").default(-1) },
  validUntil: { schema: z.string().default("infinity") },
  encryptedPassword: {
    schema: z.literal(true, "must be true: PostgreSQL stores no password in plain since version 10").default(true),
  },
  /** Roles that it is a member of. */
  roles: { schema: z.array(objectName).optional(), unordered: true },
  searchPaths: {
    schema: z.array(objectName.refine((name) => !name.includes(", "), 'must not hold ", "')).optional(),
  },
  /** 0 is no timeout. */
  statementTimeout: milliseconds,
  /** 0 is no timeout. */
  idleInTransactionSessionTimeout: milliseconds,
  assumeRole: { schema: objectName.optional() },
  /** At deletion: leave what the role owns where it is. */
  skipReassignOwned: off,
  /** At deletion: leave the role itself. */
  skipDropRole: off,
  passwordWo: { schema: z.unknown(), unsupported: writeOnly },
  passwordWoVersion: { schema: z.unknown(), unsupported: writeOnly },
  encrypted: { schema: z.unknown(), unsupported: "is the old name of encryptedPassword and is not served here" },
} as const satisfies PropertyTable;

/** A role as a program asks for it. */
export type RoleInputs = Inputs<typeof roleProperties>;

/** A role as it is. */
export type RoleState = Outputs<typeof roleProperties>;
