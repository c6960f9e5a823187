import { z } from "zod";

/**
 * What a build says of itself: its version, the commit it was made from, and the schemas its code can work with. Each schema is the name of
 * the newest migration in it, such as `0001-people-rooms-messages`; the names sort in the order in which they are applied.
 */
export const releaseSchema = z.object({
  version: z.string().min(1),
  commit: z.string().min(1),
  schema: z.object({ oldest: z.string().min(1), newest: z.string().min(1) }),
});

export type Release = z.infer<typeof releaseSchema>;
