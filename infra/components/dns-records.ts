import type { HostedEnvironment } from "@live-listen/stacks";

/** One record of a DNS zone, as a person types it in at a registrar. */
export interface DnsRecord {
  /** Relative to the zone; empty for the zone itself. */
  readonly name: string;
  readonly type: "A" | "CNAME";
  readonly value: string;
}

/**
 * Where Vercel serves domains whose DNS is kept elsewhere.
 *
 * @see https://vercel.com/docs/domains/working-with-domains/add-a-domain
 */
const VERCEL_ADDRESS = "76.76.21.21";
const VERCEL_HOST = "cname.vercel-dns.com";

/**
 * The record that leads the API's name to its service.
 *
 * @param host under which Render serves it.
 */
export function apiRecord({ apiUrl, dnsZone }: HostedEnvironment, host: string): DnsRecord {
  return { name: nameWithin(dnsZone, apiUrl), type: "CNAME", value: host };
}

/** The record that leads the web's name to Vercel. The zone's own name takes no CNAME (RFC 1034, section 3.6.2). */
export function webRecord({ webUrl, dnsZone }: HostedEnvironment): DnsRecord {
  const name = nameWithin(dnsZone, webUrl);
  return name === "" ? { name, type: "A", value: VERCEL_ADDRESS } : { name, type: "CNAME", value: VERCEL_HOST };
}

function nameWithin(zone: string, url: string): string {
  const { hostname } = new URL(url);
  return hostname === zone ? "" : hostname.slice(0, -zone.length - 1);
}
