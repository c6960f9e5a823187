import { z } from "zod";
import { seal, unseal } from "../../http/seal.ts";
import type { Service } from "../services/service.ts";
import type { State } from "../state.ts";
import type { Deploy } from "./deploy.ts";

/**
 * What a deploy runs with. It is decided when the deploy begins: what is changed of the service later comes with the next one,
 * also where an instance is started anew in between.
 *
 * @see https://render.com/docs/configure-environment-variables
 */
const launch = z.object({
  /** By its digest, so that a tag that is moved moves nothing. */
  image: z.string(),
  /** Empty for the image's own. */
  command: z.string(),
  /** Empty for none. */
  preDeployCommand: z.string(),
  /** Empty for an open port. */
  healthCheckPath: z.string(),
  variables: z.record(z.string(), z.string()),
  /** What is in the secret files, by their names. */
  files: z.record(z.string(), z.string()),
});

export type Launch = Readonly<z.output<typeof launch>>;

/** What a service would run with if it were deployed now. */
export function launchOf({ key, envVars, secretFiles }: State, { id, details }: Service, image: string): Launch {
  const own = <Item extends { readonly serviceId: string }>(all: readonly Item[]) =>
    all.filter((one) => one.serviceId === id);
  return {
    image,
    command: details.dockerCommand,
    preDeployCommand: details.preDeployCommand,
    healthCheckPath: details.healthCheckPath,
    variables: Object.fromEntries(own(envVars).map((one) => [one.key, unseal(key, one.sealed)])),
    files: Object.fromEntries(own(secretFiles).map((one) => [one.name, unseal(key, one.sealed)])),
  };
}

/** Keeps with a deploy what it runs with. */
export function keepLaunch({ key }: State, deploy: Deploy, given: Launch): void {
  deploy.launch = seal(key, JSON.stringify(given));
}

/** What a deploy runs with; undefined where that isn't kept. */
export function keptLaunch({ key }: State, { launch: sealed }: Deploy): Launch | undefined {
  return sealed === undefined ? undefined : launch.parse(JSON.parse(unseal(key, sealed)));
}
