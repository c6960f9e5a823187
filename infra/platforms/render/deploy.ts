import { z } from "zod";

/** The states of a deploy that are its last, or that it leaves only because another takes its place. */
const ENDED = ["live", "deactivated", "build_failed", "update_failed", "canceled", "pre_deploy_failed"] as const;
const UNDER_WAY = ["created", "queued", "build_in_progress", "pre_deploy_in_progress", "update_in_progress"] as const;

/** A deploy of a service, as Render's REST API tells of it (`deploy`, `deployStatus`). */
export const deploySchema = z.object({
  id: z.string(),
  status: z.enum([...UNDER_WAY, ...ENDED]),
  /** Absent while Render doesn't know yet what it deploys. */
  image: z.object({ ref: z.string().optional(), sha: z.string().optional() }).optional(),
});

export type Deploy = z.infer<typeof deploySchema>;

/** Whether nothing more happens to a deploy by itself. */
export function hasEnded({ status }: Pick<Deploy, "status">): boolean {
  return ENDED.some((one) => one === status);
}

const WORDS: Readonly<Record<Deploy["status"], string>> = {
  created: "is about to begin",
  queued: "waits for its turn",
  build_in_progress: "is getting its image",
  pre_deploy_in_progress: "runs its pre-deploy command",
  update_in_progress: "starts its instances and waits for their health",
  live: "serves",
  deactivated: "was replaced by a later one",
  build_failed: "could not get its image",
  pre_deploy_failed: "failed in its pre-deploy command",
  update_failed: "failed, since its instances did not become healthy",
  canceled: "was canceled",
};

/** What a deploy is at, or how it ended: `runs its pre-deploy command`. */
export function statusInWords({ status }: Pick<Deploy, "status">): string {
  return WORDS[status];
}
