import { defineTable } from "@live-listen/property-tables";
import { z } from "zod";

/** What a workspace is told about its deploys: there is one a workspace, which can be changed and not deleted. */
export const notificationSetting = defineTable({
  type: "render:index/notificationSetting:NotificationSetting",
  properties: {
    /** Whether mails are sent. */
    emailEnabled: { schema: z.boolean().optional(), computed: "when omitted" },
    /** About what. */
    notificationsToSend: { schema: z.enum(["all", "failure", "none"]).optional(), computed: "when omitted" },
    /** Whether about previews, too. */
    previewNotificationsEnabled: { schema: z.boolean().optional(), computed: "when omitted" },
    /** Whether Slack was connected, which is done in the dashboard. */
    slackEnabled: { schema: z.boolean(), computed: "always" },
  },
});
