import type { State } from "../state.ts";
import type { Service } from "./service.ts";

/** Who may connect to a service of which nothing else was said. */
const EVERYWHERE = [{ cidrBlock: "0.0.0.0/0", description: "everywhere" }];

/** A service as it is answered. What it runs on is `image`, and it has no ports, since nothing is run. */
export function answerOf({ registryCredentials }: State, one: Service) {
  const { details, registryCredentialId, notificationOverride: _, ...service } = one;
  const { dockerCommand, preDeployCommand, ipAllowList, ...rest } = details;
  const credential = registryCredentials.find(({ id }) => id === registryCredentialId);
  return {
    ...service,
    type: "web_service",
    ...(credential && { registryCredential: { id: credential.id, name: credential.name } }),
    serviceDetails: {
      ...rest,
      env: "image",
      runtime: "image",
      buildPlan: "starter",
      // The command that requests have beside these is among them in answers.
      envSpecificDetails: { dockerCommand, dockerContext: "", dockerfilePath: "", preDeployCommand },
      ipAllowList: ipAllowList ?? EVERYWHERE,
      openPorts: [],
      url: `https://${hostOf(one)}`,
    },
    notifyOnFail: "default",
    suspended: "not_suspended",
    suspenders: [],
    dashboardUrl: `https://dashboard.render.invalid/web/${one.id}`,
  };
}

/** The service's own host; of a domain that never exists (RFC 2606), so that nobody reaches a stranger's by it. */
function hostOf({ slug }: Service): string {
  return `${slug}.onrender.invalid`;
}
