import { z } from "zod";
import { notServed } from "../../not-served.ts";
import { plan } from "../plan.ts";

/** What a recovery is asked for with. */
export const recoveryRequest = z.strictObject({
  restoreTime: z.iso.datetime({ offset: true, error: "must be a time such as 2026-01-31T12:00:00Z" }),
  restoreName: z.string().min(1, "must not be empty").optional(),
  plan: plan.optional(),
  environmentId: z.string().optional(),
  datadogApiKey: notServed,
  datadogSite: notServed,
});
