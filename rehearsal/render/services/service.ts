import { z } from "zod";
import { notificationOverride } from "../notifications/settings.ts";
import { details } from "./details.ts";

/** A web service as it is remembered. */
export const service = z.object({
  id: z.string(),
  ownerId: z.string(),
  environmentId: z.string().optional(),
  name: z.string(),
  /** The name, made unique among all services of Render: it is the first label of the service's own host. */
  slug: z.string(),
  rootDir: z.string(),
  autoDeploy: z.enum(["yes", "no"]),
  imagePath: z.string(),
  registryCredentialId: z.string().optional(),
  details,
  /** Whether its owner has stopped it. */
  suspended: z.enum(["suspended", "not_suspended"]).default("not_suspended"),
  notificationOverride,
  createdAt: z.string(),
  updatedAt: z.string(),
});

export type Service = z.output<typeof service>;
