import { isIPv4, isIPv6 } from "node:net";
import { z } from "zod";
import { badRequest } from "../refusal.ts";
import type { DnsRecord } from "./record.ts";

const port = z.int().min(0, "must be at least 0").max(65_535, "must be at most 65535");

/** What a record of any type may be given. */
export const recordFields = {
  name: z.string().max(253, "must have at most 253 characters"),
  value: z.string(),
  ttl: z.int().min(60, "must be at least 60").max(2_147_483_647, "must be at most 2147483647"),
  mxPriority: port,
  srv: z.strictObject({ priority: port, weight: port, port, target: z.string() }),
  https: z.strictObject({ priority: port, target: z.string(), params: z.string().optional() }),
  comment: z.string().max(500, "must have at most 500 characters"),
};

/** What gives a record its value, by its type. */
export interface RecordData {
  readonly value?: string | undefined;
  readonly mxPriority?: number | undefined;
  readonly srv?: z.output<typeof recordFields.srv> | undefined;
  readonly https?: z.output<typeof recordFields.https> | undefined;
}

/**
 * The value of a record as it stands in a zone file (RFC 1035, section 5; RFC 2782 for SRV; RFC 9460 for HTTPS). Names of
 * hosts get the dot that makes them absolute.
 *
 * @throws Refusal (400) when a part is missing, or wrong for the type
 */
export function dataOf(type: DnsRecord["type"], { value, mxPriority, srv, https }: RecordData): string {
  if (type !== "MX" && mxPriority !== undefined) throw badRequest("`mxPriority` is for records of type MX");
  if (type !== "SRV" && srv) throw badRequest("`srv` is for records of type SRV");
  if (type !== "HTTPS" && https) throw badRequest("`https` is for records of type HTTPS");
  if (type === "SRV") {
    const { priority, weight, port: at, target } = required(srv, "srv", type);
    return `${priority} ${weight} ${at} ${host(target)}`;
  }
  if (type === "HTTPS") {
    const { priority, target, params } = required(https, "https", type);
    return [priority, host(target), params].filter((part) => part !== undefined && part !== "").join(" ");
  }
  const text = required(value, "value", type);
  if (type === "MX") return `${required(mxPriority, "mxPriority", type)} ${host(text)}`;
  if (type === "A" && !isIPv4(text)) throw badRequest("`value` must be an IPv4 address");
  if (type === "AAAA" && !isIPv6(text)) throw badRequest("`value` must be an IPv6 address");
  if (type === "CAA" && !/^\d{1,3} [a-z0-9]+ "[^"]*"$/.test(text)) {
    throw badRequest('`value` must be flags, a tag and a value in quotes, such as 0 issue "letsencrypt.org"');
  }
  return type === "CNAME" || type === "ALIAS" || type === "NS" ? host(text) : text;
}

function required<Value>(value: Value | undefined, name: string, type: string): Value {
  if (value !== undefined && value !== "") return value;
  throw badRequest(`\`${name}\` is missing for a record of type ${type}`);
}

function host(name: string): string {
  const bare = name.replace(/\.$/, "");
  if (bare !== "" && !/^[a-z0-9_*]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*$/i.test(bare)) {
    throw badRequest("the value must be the name of a host");
  }
  return `${bare}.`;
}
