import { hostOf } from "../host.ts";
import type { State } from "../state.ts";
import type { Service } from "./service.ts";

/** Who may connect to a service of which nothing else was said. */
const EVERYWHERE = [{ cidrBlock: "0.0.0.0/0", description: "everywhere" }];

/** A service as it is answered. Its ports are left out: those of its instances are the stand-in's own affair. */
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
    suspenders: one.suspended === "suspended" ? ["user"] : [],
    dashboardUrl: `https://dashboard.render.invalid/web/${one.id}`,
  };
}
