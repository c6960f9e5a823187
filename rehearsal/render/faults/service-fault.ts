import { z } from "zod";

/** What can go wrong with a service at its platform:
 *
 * - `pre-deploy-fails`: its pre-deploy command fails.
 * - `health-never-comes`: what is started doesn't become healthy.
 * - `image-missing`: its image is not at the registry.
 * - `slow-step`: each step of a deploy takes a minute longer.
 * - `instance-crash`: one of its instances ends soon after it has become healthy, again and again.
 */
export const serviceFaultKind = z.enum([
  "pre-deploy-fails",
  "health-never-comes",
  "image-missing",
  "slow-step",
  "instance-crash",
]);

export type ServiceFaultKind = z.output<typeof serviceFaultKind>;

/** A fault that a service has until it is taken off, as it is remembered. */
export const serviceFault = z.object({
  serviceId: z.string(),
  kind: serviceFaultKind,
  /** ISO 8601. */
  since: z.string(),
});

export type ServiceFault = Readonly<z.output<typeof serviceFault>>;
