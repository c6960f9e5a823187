export { configuration } from "./configuration.ts";
export { render } from "./package.ts";
export { notificationSetting } from "./tables/notification-setting.ts";
export { postgres } from "./tables/postgres.ts";
export { project } from "./tables/project.ts";
export { registryCredential } from "./tables/registry-credential.ts";
export { webService } from "./tables/web-service.ts";
