import type { Inputs, Outputs, PropertyTable } from "@live-listen/property-tables";
import { z } from "zod";
import { NAME_BYTES, objectName } from "../role/properties.ts";

/** Chosen when the database is made, and never changed afterwards. */
const fixed = { schema: z.string().optional(), computed: "when omitted", replaces: true } as const;
const given = { schema: z.string().optional(), computed: "when omitted" } as const;

/**
 * `postgresql.Database`: the vendor's inputs and defaults (terraform-provider-postgresql,
 * resource_postgresql_database.go).
 */
export const databaseProperties = {
  name: { schema: objectName, autoNamed: { maxLength: NAME_BYTES } },
  /** The user's own role when omitted. */
  owner: given,
  /** `template0` when omitted. */
  template: fixed,
  /** `UTF8` when omitted; `DEFAULT` is the template's. */
  encoding: fixed,
  /** The template's when omitted, or `DEFAULT`. */
  lcCollate: fixed,
  /** The template's when omitted, or `DEFAULT`. */
  lcCtype: fixed,
  /** The template's when omitted, or `DEFAULT`. */
  tablespaceName: given,
  connectionLimit: { schema: z.int().min(-1, "must be at least -1").default(-1) },
  allowConnections: { schema: z.boolean().default(true) },
  isTemplate: { schema: z.boolean().optional(), computed: "when omitted" },
  /** When the owner changes: hand over what the old one owns in the database, too. */
  alterObjectOwnership: { schema: z.boolean().default(false) },
} as const satisfies PropertyTable;

/** A database as a program asks for it. */
export type DatabaseInputs = Inputs<typeof databaseProperties>;

/** A database as it is. */
export type DatabaseState = Outputs<typeof databaseProperties>;
