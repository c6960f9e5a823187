import { z } from "zod";

/** Where one resource's log goes instead of the workspace's stream. The token for that is not remembered: nothing is sent. */
export const logStream = z.object({
  resourceId: z.string(),
  setting: z.enum(["send", "drop"]),
  endpoint: z.string().optional(),
});
