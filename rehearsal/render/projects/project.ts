import { z } from "zod";

/** A project as it is remembered. */
export const project = z.object({
  id: z.string(),
  ownerId: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export type Project = z.output<typeof project>;
