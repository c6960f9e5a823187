import { configuration, render } from "@pulumi/render/tables";
import { definePackage } from "../table/package.ts";
import { RenderClient } from "./client.ts";
import { notificationSetting } from "./notification-setting/index.ts";
import { postgres } from "./postgres/index.ts";
import { project } from "./project/index.ts";
import { registryCredential } from "./registry-credential/index.ts";
import { webService } from "./web-service/index.ts";

/**
 * The package that Pulumi's bridge makes of Render's own Terraform provider, as far as it is served: through a REST API
 * and nothing else.
 *
 * @param url of the API, such as `https://api.render.com/v1`
 */
export function renderAt(url: string) {
  return definePackage({
    name: render.name,
    parameterization: render,
    configuration,
    resources: [notificationSetting, postgres, project, registryCredential, webService],
    connect: (options) => new RenderClient(url, options),
    disconnect: async () => {},
  });
}
