import { z } from "zod";

/** A deploy of a service as it is remembered. Nothing is run: it is live at once, and the one before it no longer is. */
export const deploy = z.object({
  id: z.string(),
  serviceId: z.string(),
  status: z.enum(["live", "deactivated"]),
  trigger: z.enum(["api", "rollback"]),
  /** The reference of what is deployed. */
  image: z.string(),
  createdAt: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  updatedAt: z.string(),
});

export type Deploy = z.output<typeof deploy>;
