import { z } from "zod";

/** A one-off job of a service as it is remembered. */
export const job = z.object({
  id: z.string(),
  serviceId: z.string(),
  startCommand: z.string(),
  planId: z.string(),
  status: z.enum(["pending", "running", "succeeded", "failed", "canceled"]),
  createdAt: z.string(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
});

export type Job = z.output<typeof job>;

/** Whether a job is still to come to its end. */
export function isUnderWay({ status }: Pick<Job, "status">): boolean {
  return status === "pending" || status === "running";
}
