import { z } from "zod";

/** Blocks of addresses that are let in, as Render answers them; null stands for none. */
export const ipAllowList = z
  .array(z.object({ cidrBlock: z.string(), description: z.string() }))
  .nullish()
  .transform((list) => list ?? []);
