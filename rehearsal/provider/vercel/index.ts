import { configuration, vercel } from "@pulumi/vercel/tables";
import { definePackage } from "../table/package.ts";
import { VercelClient } from "./client.ts";
import { dnsRecord } from "./dns-record/index.ts";
import { project } from "./project/index.ts";
import { projectDeploymentRetention } from "./project-deployment-retention/index.ts";
import { projectDomain } from "./project-domain/index.ts";
import { projectEnvironmentVariable } from "./project-environment-variable/index.ts";

/**
 * The package that Pulumi's bridge makes of Vercel's own Terraform provider, as far as it is served: through a REST API
 * and nothing else.
 *
 * @param url of the API, such as `https://api.vercel.com`
 */
export function vercelAt(url: string) {
  return definePackage({
    name: vercel.name,
    parameterization: vercel,
    configuration,
    resources: [project, projectDomain, projectEnvironmentVariable, projectDeploymentRetention, dnsRecord],
    connect: (options) => new VercelClient(url, options),
    disconnect: async () => {},
  });
}
