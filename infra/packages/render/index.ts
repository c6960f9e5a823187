import { customResource, type ResourceArguments } from "@live-listen/property-tables/custom-resource";
import { render } from "./package.ts";
import { notificationSetting } from "./tables/notification-setting.ts";
import { postgres } from "./tables/postgres.ts";
import { project } from "./tables/project.ts";
import { registryCredential } from "./tables/registry-credential.ts";
import { webService } from "./tables/web-service.ts";

/** What a workspace of Render is told about its deploys. */
export class NotificationSetting extends customResource(notificationSetting, render) {}
export type NotificationSettingArgs = ResourceArguments<typeof notificationSetting.properties>;

/** A managed Postgres instance of Render. */
export class Postgres extends customResource(postgres, render) {}
export type PostgresArgs = ResourceArguments<typeof postgres.properties>;

/** A project of Render, with its environments. */
export class Project extends customResource(project, render) {}
export type ProjectArgs = ResourceArguments<typeof project.properties>;

/** With what Render pulls private images. */
export class RegistryCredential extends customResource(registryCredential, render) {}
export type RegistryCredentialArgs = ResourceArguments<typeof registryCredential.properties>;

/** A service of Render that answers HTTP and WebSockets. */
export class WebService extends customResource(webService, render) {}
export type WebServiceArgs = ResourceArguments<typeof webService.properties>;
