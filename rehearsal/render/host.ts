import type { Service } from "./services/service.ts";
import type { State } from "./state.ts";

/** The service's own host. */
export function hostOf({ slug }: Pick<Service, "slug">): string {
  return `${slug}.onrender.com`;
}

/**
 * The host names under which a service answers: its own, unless it is switched off, and its domains whose DNS leads to Render.
 *
 * @see https://render.com/docs/custom-domains
 */
export function hostsOf({ customDomains }: State, service: Service): readonly string[] {
  const own = service.details.renderSubdomainPolicy === "enabled" ? [hostOf(service)] : [];
  return [...own, ...verifiedDomains(customDomains, service)];
}

/**
 * The host that health checks ask for: one of the service's domains, or its own without one.
 *
 * @see https://render.com/docs/health-checks
 */
export function checkedHostOf({ customDomains }: State, service: Service): string {
  return verifiedDomains(customDomains, service)[0] ?? hostOf(service);
}

/** The domains that lead to another one of the service's own. */
export function redirectedHostsOf({ customDomains }: State, service: Service): readonly string[] {
  return verified(customDomains, service).flatMap(({ name, redirectForName }) => (redirectForName ? name : []));
}

function verifiedDomains(domains: State["customDomains"], service: Service): readonly string[] {
  return verified(domains, service).flatMap(({ name, redirectForName }) => (redirectForName ? [] : name));
}

function verified(domains: State["customDomains"], { id }: Service): State["customDomains"] {
  return domains.filter((one) => one.serviceId === id && one.verificationStatus === "verified");
}
