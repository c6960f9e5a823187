import { z } from "zod";
import { Fault } from "../../../fault.ts";
import { createOnce } from "../../rest/create-once.ts";
import { isGone } from "../../rest/failure.ts";
import type { Checkpoint } from "../../table/resource.ts";
import type { RenderClient } from "../client.ts";
import { moveToEnvironment } from "../environment.ts";
import { writeLogStream } from "../log-stream.ts";
import { envVar, type NotificationOverride, notificationOverride, secretFile, service } from "./answer.ts";
import { createBody, envVarsBody, secretFilesBody, updateBody } from "./body.ts";
import { untilDeployed } from "./deploy.ts";
import { changeDomains } from "./domains.ts";
import { pathOf, readCustomDomains, readParts, type ServiceParts } from "./parts.ts";
import { servicesNamed } from "./read.ts";
import { domainNames, stateOf, type WebServiceInputs, type WebServiceState } from "./state.ts";

/** Of a service that was just made Render promises no more than this. */
const made = z.object({ service: z.object({ id: z.string() }) });

/**
 * Makes a service with all that belongs to it, in the order of Render's own provider, and waits for its first deploy if
 * that is configured.
 *
 * @throws Fault when there is one of that name already, or it can't be made
 */
export async function createWebService(
  client: RenderClient,
  signal: AbortSignal,
  inputs: WebServiceInputs,
  checkpoint: Checkpoint<WebServiceState>,
): Promise<{ id: string; outputs: WebServiceState }> {
  const { name, environmentId, customDomains, region, runtimeSource } = inputs;
  const { id } = await createOnce<{ readonly id: string }>({
    exists: `Render has a web service "${name}"`,
    find: (during) => servicesNamed(client, during, name),
    make: async () => {
      const body = createBody(inputs, client.ownerId);
      const purpose = `create the web service "${name}"`;
      return (await client.send({ method: "POST", path: "/services", body, answer: made, purpose, signal })).service;
    },
    isSame: () => true,
    signal,
  });
  // Nothing of the rest is there before it is asked for, so that an update goes on from here.
  checkpoint({ id, outputs: { name, region, runtimeSource } as Partial<WebServiceState> });
  await moveToEnvironment(client, signal, id, environmentId, undefined);
  await changeDomains(client, signal, id, domainNames(customDomains), []);
  await writeNotificationOverride(client, signal, id, inputs);
  await writeLogStream(client, signal, id, inputs.logStreamOverride, undefined);
  await readParts(client, signal, id, inputs.logStreamOverride);
  const [found, ...others] = await servicesNamed(client, signal, name);
  if (found?.id !== id || others.length > 0) {
    throw new Fault(
      `Render has ${others.length + 1} web services "${name}" where there may be one: remove those that are not ${id} in its dashboard, and run "pulumi up" again.`,
    );
  }
  const parts = await readParts(client, signal, id, inputs.logStreamOverride);
  if (client.waitForDeployCompletion) await untilDeployed(client, signal, id);
  return { id, outputs: stateOf(found, parts, inputs) };
}

/** Changes a service in place, in the order of Render's own provider: everything is sent, whether it has changed or not. */
export async function updateWebService(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  inputs: WebServiceInputs,
  state: Partial<WebServiceState>,
): Promise<WebServiceState> {
  const purpose = `change the web service "${inputs.name}"`;
  const send = <Answer = undefined>(
    method: "POST" | "PATCH" | "PUT" | "DELETE",
    part: string | undefined,
    body?: unknown,
    answer?: z.ZodType<Answer>,
  ) => client.send({ method, path: pathOf(id, part), body, purpose, signal, ...(answer && { answer }) });
  // Before the service itself, so that its answer has the new number.
  if (inputs.numInstances !== undefined) await send("POST", "scale", { numInstances: inputs.numInstances });
  if (inputs.autoscaling) await send("PUT", "autoscaling", inputs.autoscaling);
  else if (state.autoscaling) await send("DELETE", "autoscaling");
  const changed = await send("PATCH", undefined, updateBody(inputs, state, client.ownerId), service);
  const envVars = await send("PUT", "env-vars", envVarsBody(inputs), z.array(z.object({ envVar })));
  const secretFiles = await send("PUT", "secret-files", secretFilesBody(inputs), z.array(z.object({ secretFile })));
  const notifications = await writeNotificationOverride(client, signal, id, inputs);
  const logStreamOverride = await writeLogStream(client, signal, id, inputs.logStreamOverride, state.logStreamOverride);
  await moveToEnvironment(client, signal, id, inputs.environmentId, changed.environmentId);
  const present = (state.customDomains ?? []).filter(({ redirectForName }) => !redirectForName);
  await changeDomains(client, signal, id, domainNames(inputs.customDomains), domainNames(present));
  const parts: ServiceParts = {
    envVars: envVars.map((item) => item.envVar),
    secretFiles: secretFiles.map((item) => item.secretFile),
    customDomains: await readCustomDomains(client, signal, id),
    notificationOverride: notifications,
    logStreamOverride,
  };
  if (!client.skipDeployAfterServiceUpdate) await send("POST", "deploys", {});
  return stateOf({ ...changed, environmentId: inputs.environmentId }, parts, inputs);
}

/** Removes a service; nothing to do when it is gone already. */
export async function deleteWebService(client: RenderClient, signal: AbortSignal, id: string): Promise<void> {
  const purpose = `delete the service ${id}`;
  await client.send({ method: "DELETE", path: pathOf(id), purpose, signal }).catch((error) => {
    if (!isGone(error)) throw error;
  });
}

function writeNotificationOverride(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  { notificationOverride: wanted = {} }: WebServiceInputs,
): Promise<NotificationOverride> {
  const purpose = `change who is notified of the service ${id}`;
  const path = `/notification-settings/overrides/services/${encodeURIComponent(id)}`;
  return client.send({ method: "PATCH", path, body: wanted, answer: notificationOverride, purpose, signal });
}
