import { z } from "zod";
import { postgresMajorVersion } from "../../postgres/index.ts";
import { ipAllowList } from "../ip-allow-list.ts";
import { notServed } from "../not-served.ts";
import { region } from "../region.ts";
import { SUPERUSER } from "./database.ts";
import { plan } from "./plan.ts";

/** Render's suffix of a database's name has to fit into Postgres's 63 bytes too. */
const LONGEST_IDENTIFIER = 58;

const identifier = z
  .string()
  .regex(/^[a-z_][a-z0-9_]*$/, "must be of lower-case letters, digits and underscores, and not begin with a digit")
  .max(LONGEST_IDENTIFIER, `must have at most ${LONGEST_IDENTIFIER} letters`);

const changeable = {
  name: z.string().min(1, "must not be empty"),
  plan,
  diskSizeGB: z.int().refine((size) => size === 1 || (size > 0 && size % 5 === 0), "must be 1 or a multiple of 5"),
  enableHighAvailability: z.boolean(),
  ipAllowList,
  // Render's own provider says "none" with null.
  readReplicas: z.array(z.unknown()).max(0, "must be empty: this stand-in of Render runs no replicas").nullable(),
  datadogAPIKey: notServed,
  datadogSite: notServed,
};

/** What an instance is made with. */
export const creation = z
  .strictObject(changeable)
  .partial()
  .required({ name: true, plan: true })
  .extend({
    ownerId: z.string(),
    environmentId: z.string().optional(),
    region: region.default("oregon"),
    version: z
      .string()
      .refine(
        (version) => version === String(postgresMajorVersion),
        `must be "${postgresMajorVersion}": this stand-in of Render runs no other PostgreSQL`,
      ),
    databaseName: identifier.optional(),
    databaseUser: identifier
      .refine((name) => !name.startsWith("pg_") && name !== SUPERUSER, "is a name that PostgreSQL keeps for itself")
      .optional(),
  });

/** What of an instance can be changed. */
export const changes = z.strictObject(changeable).partial();
