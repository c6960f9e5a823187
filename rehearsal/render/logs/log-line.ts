import { z } from "zod";

/** A line that something has put out, as it is remembered. */
export const logLine = z.object({
  id: z.string(),
  /** ISO 8601, to the microsecond; no two lines of a resource have the same. */
  at: z.string(),
  text: z.string(),
  /** What has put it out: the programs of a service, or Render itself while it deploys. */
  type: z.enum(["app", "build"]),
  level: z.string(),
  /** Undefined for what Render itself says. */
  instance: z.string().optional(),
});

export type LogLine = Readonly<z.output<typeof logLine>>;
