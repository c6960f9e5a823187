import { defineTable } from "@live-listen/property-tables";
import { z } from "zod";
import { projectId, teamId } from "./common.ts";

/** Days, weeks, months or years; `unlimited` keeps them. */
const period = z.enum(["1d", "1w", "1m", "2m", "3m", "6m", "1y", "unlimited"]);

/** How long a project's old deployments stay; those in use stay anyway. Deleting this leaves the periods as they are. */
export const projectDeploymentRetention = defineTable({
  type: "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention",
  properties: {
    teamId,
    projectId,
    expirationProduction: { schema: period.default("1y") },
    expirationPreview: { schema: period.default("6m") },
    expirationCanceled: { schema: period.default("1m") },
    expirationErrored: { schema: period.default("3m") },
  },
});
