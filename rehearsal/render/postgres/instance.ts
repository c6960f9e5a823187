import { z } from "zod";
import { ipAllowList } from "../ip-allow-list.ts";
import { region } from "../region.ts";
import { plan } from "./plan.ts";

/** A Postgres instance as it is remembered. */
export const instance = z.object({
  id: z.string(),
  ownerId: z.string(),
  environmentId: z.string().optional(),
  name: z.string(),
  databaseName: z.string(),
  databaseUser: z.string(),
  plan,
  region,
  version: z.string(),
  diskSizeGB: z.int(),
  highAvailabilityEnabled: z.boolean(),
  ipAllowList,
  /** `unavailable` when its server doesn't start. */
  status: z.enum([
    "creating",
    "available",
    "unavailable",
    "config_restart",
    "updating_instance",
    "suspended",
    "recovery_in_progress",
    "recovery_failed",
  ]),
  /** Whether it is kept down, as by an outage at Render, until somebody brings it back. */
  isDown: z.boolean().optional(),
  /** What it is being recovered from; not there once it is an instance like any other. */
  recovery: z.object({ sourceId: z.string(), restoreTime: z.string() }).optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Where its server listens; the same after each restart, since connection strings are kept elsewhere. */
  port: z.int(),
  /** The passwords of its user and of its superuser, as `seal.ts` encrypts them. */
  sealed: z.object({ user: z.string(), superuser: z.string() }),
});

export type Instance = z.output<typeof instance>;
