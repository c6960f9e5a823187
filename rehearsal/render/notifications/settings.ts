import { z } from "zod";

/** Who is told of a service's deploys, where that differs from the workspace. */
export const notificationOverride = z.strictObject({
  notificationsToSend: z.enum(["default", "none", "failure", "all"]),
  previewNotificationsEnabled: z.enum(["default", "false", "true"]),
});

/** As the workspace says. */
export const DEFAULT_NOTIFICATION_OVERRIDE: z.output<typeof notificationOverride> = {
  notificationsToSend: "default",
  previewNotificationsEnabled: "default",
};

/** Who is told of the deploys of a workspace. */
export const notificationSettings = z.strictObject({
  emailEnabled: z.boolean(),
  notificationsToSend: z.enum(["none", "failure", "all"]),
  previewNotificationsEnabled: z.boolean(),
});

/** What a workspace begins with. */
export const DEFAULT_NOTIFICATION_SETTINGS: z.output<typeof notificationSettings> = {
  emailEnabled: true,
  notificationsToSend: "failure",
  previewNotificationsEnabled: false,
};
