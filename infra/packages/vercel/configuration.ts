import type { PropertyTable } from "@live-listen/property-tables";
import { z } from "zod";

/** The options of the provider, as stack configuration gives them under `vercel:`. */
export const configuration = {
  /** Of a person, limited to a team if it should be. Without it the vendor's provider reads `VERCEL_API_TOKEN`. */
  apiToken: { schema: z.string().optional(), secret: true },
  /** Team of every resource that names none. The vendor's provider looks it up at every start, previews included: name `teamId` on resources instead. */
  team: { schema: z.string().optional() },
} as const satisfies PropertyTable;
