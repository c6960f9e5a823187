import { defineTable } from "@live-listen/property-tables";
import { z } from "zod";

/**
 * What a workspace is told about its deploys. There is one a workspace: creating it changes that one, deleting it leaves
 * it as it is. All may be changed in place; what is left out stays as it is at Render.
 */
export const notificationSetting = defineTable({
  type: "render:index/notificationSetting:NotificationSetting",
  properties: {
    /** Whether mails are sent to the workspace's members. */
    emailEnabled: { schema: z.boolean().optional(), computed: "when omitted" },
    /** About what: every deploy, those that fail, or none. */
    notificationsToSend: { schema: z.enum(["all", "failure", "none"]).optional(), computed: "when omitted" },
    /** Whether about previews, too. */
    previewNotificationsEnabled: { schema: z.boolean().optional(), computed: "when omitted" },
    /** Whether Slack was connected, which is done in the dashboard. */
    slackEnabled: { schema: z.boolean(), computed: "always" },
  },
});
