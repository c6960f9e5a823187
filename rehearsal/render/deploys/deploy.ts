import { z } from "zod";

/** The states of a deploy that are its last, or that it leaves only because another takes its place. */
const ENDED = ["live", "deactivated", "build_failed", "update_failed", "canceled", "pre_deploy_failed"] as const;
const UNDER_WAY = ["created", "queued", "build_in_progress", "pre_deploy_in_progress", "update_in_progress"] as const;

/** A deploy of a service as it is remembered. Where services are recorded alone, it is live at once. */
export const deploy = z.object({
  id: z.string(),
  serviceId: z.string(),
  status: z.enum([...UNDER_WAY, ...ENDED]),
  trigger: z.enum(["api", "rollback", "service_resumed"]),
  /** The reference of what is deployed. */
  image: z.string(),
  /** The digest of what the reference stood for when the image was got. */
  sha: z.string().optional(),
  /** What it runs with, from the moment on at which that was decided until it is no longer needed; as `seal.ts` encrypts it. */
  launch: z.string().optional(),
  createdAt: z.string(),
  startedAt: z.string().optional(),
  /** When it came to serve, or failed. */
  finishedAt: z.string().optional(),
  updatedAt: z.string(),
});

export type Deploy = z.output<typeof deploy>;
export type DeployStatus = Deploy["status"];

/** Whether a deploy is still to come to its end. */
export function isUnderWay({ status }: Pick<Deploy, "status">): boolean {
  return UNDER_WAY.some((one) => one === status);
}
