import { newId } from "../ids.ts";
import { conflict, notFound } from "../refusal.ts";
import type { Service } from "../services/service.ts";
import type { StandIn } from "../stand-in.ts";
import type { State } from "../state.ts";
import type { CustomDomain } from "./custom-domain.ts";
import { companionOf, domainTypeOf, publicSuffixOf } from "./name.ts";

/**
 * Gives a service a domain, and the one that goes with it unless it is somebody's already.
 *
 * @throws Refusal (409) when a service has it, be it this one or another
 */
export async function addDomain(
  { state, leadsHere }: StandIn,
  service: Service,
  name: string,
): Promise<readonly CustomDomain[]> {
  const companion = companionOf(name);
  const names = companion === undefined ? [name] : [name, companion];
  const lead = new Map<string, boolean>();
  for (const one of names) lead.set(one, await leadsHere(one));
  const isTaken = (one: string) => state.customDomains.some((domain) => domain.name === one);
  if (isTaken(name)) throw conflict(`The domain ${name} belongs to a service already.`);
  const made = names
    .filter((one) => !isTaken(one))
    .map((one) => ({
      id: newId("cdm"),
      serviceId: service.id,
      name: one,
      redirectForName: one === name ? "" : name,
      verificationStatus: lead.get(one) ? ("verified" as const) : ("unverified" as const),
      createdAt: new Date().toISOString(),
    }));
  state.customDomains.push(...made);
  return made;
}

/** Takes a domain from its service, with the one that leads to it. */
export function removeDomain(state: State, { id, name, serviceId }: CustomDomain): void {
  state.customDomains = state.customDomains.filter(
    (one) => one.id !== id && (one.serviceId !== serviceId || one.redirectForName !== name),
  );
}

/**
 * Finds a domain of a service.
 *
 * @param idOrName either of them, as paths have it
 * @throws Refusal (404) when the service has no such domain
 */
export function findDomain(state: State, { id }: Service, idOrName: string): CustomDomain {
  const found = state.customDomains.find(
    (one) => one.serviceId === id && (one.id === idOrName || one.name === idOrName.toLowerCase()),
  );
  if (found) return found;
  throw notFound(idOrName);
}

/** A domain as it is answered. */
export function answerOf({ serviceId, ...domain }: CustomDomain, service: Service) {
  return {
    ...domain,
    domainType: domainTypeOf(domain.name),
    publicSuffix: publicSuffixOf(domain.name),
    server: { id: serviceId, name: service.name },
  };
}
