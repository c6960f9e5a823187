import type { PropertyTable } from "@live-listen/property-tables";
import { z } from "zod";

/** The options of the provider, as stack configuration gives them under `render:`. */
export const configuration = {
  /** Of the workspace. Without it the vendor's provider reads `RENDER_API_KEY`. */
  apiKey: { schema: z.string().optional(), secret: true },
  /** The workspace in which everything is made: `tea-…`. Without it the vendor's provider reads `RENDER_OWNER_ID`. */
  ownerId: { schema: z.string().optional() },
  /** Whether updates of a service leave its deploy to somebody else; they start one when left out. */
  skipDeployAfterServiceUpdate: { schema: z.boolean().optional() },
  /** Whether the creation of a service waits until its first deploy is live, up to three hours. */
  waitForDeployCompletion: { schema: z.boolean().optional() },
} as const satisfies PropertyTable;
