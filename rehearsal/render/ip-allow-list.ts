import { z } from "zod";

/** Who may connect: recorded, since everything listens on this machine alone. */
export const ipAllowList = z.array(z.strictObject({ cidrBlock: z.string(), description: z.string() }));
