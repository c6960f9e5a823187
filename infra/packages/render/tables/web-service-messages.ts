import { object, optional } from "@live-listen/property-tables";
import { z } from "zod";

/** Of what is sent about deploys, instead of the workspace's settings; these when left out. */
export const notificationOverride = {
  ...optional(
    object({
      /** About what: every deploy, those that fail, none, or as the workspace has it. */
      notificationsToSend: {
        schema: z.enum(["default", "all", "failure", "none"]).optional(),
        computed: "when omitted",
      },
      /** Whether about previews, too, or as the workspace has it. A text, since it has three values. */
      previewNotificationsEnabled: {
        schema: z.enum(["default", "true", "false"]).optional(),
        computed: "when omitted",
      },
    }),
  ),
  computed: "when omitted",
} as const;

const MAINTENANCE = {
  /** Whether the page is shown. */
  enabled: { schema: z.boolean().default(false) },
  /** Where the page is; Render's own when empty. */
  uri: { schema: z.string().default("") },
} as const;

/** A page that is shown instead of the service; not when left out. */
export const maintenanceMode = {
  ...object(MAINTENANCE),
  schema: object(MAINTENANCE).schema.default({ enabled: false, uri: "" }),
} as const;
