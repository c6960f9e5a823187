import type { Inputs } from "@live-listen/property-tables";
import type { configuration } from "@pulumi/vercel/tables";

/** The options of the `vercel` provider, checked. */
export type Configuration = Inputs<typeof configuration>;
