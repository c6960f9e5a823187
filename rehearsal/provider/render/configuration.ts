import type { Inputs } from "@live-listen/property-tables";
import type { configuration } from "@pulumi/render/tables";

/** The options of the `render` provider, checked. */
export type Configuration = Inputs<typeof configuration>;
