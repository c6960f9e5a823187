import type { Service } from "./service.ts";

/** How many instances a service has: where they are scaled by what they use, which nothing measures here, the fewest. */
export function instancesOf({ details }: Service): number {
  const { autoscaling, numInstances } = details;
  return autoscaling?.enabled ? autoscaling.min : numInstances;
}
