import { defineTable, object, optional } from "@live-listen/property-tables";
import { z } from "zod";
import { integerWithin, teamId } from "./common.ts";

/** Sixteen bits, as DNS has them. */
const LARGEST = 65_535;
const number = { schema: integerWithin(0, LARGEST) } as const;

/** A record of a DNS zone that Vercel keeps. */
export const dnsRecord = defineTable({
  type: "vercel:index/dnsRecord:DnsRecord",
  properties: {
    teamId,
    /** The zone, such as `live-listen.app`. A change replaces. */
    domain: { schema: z.string(), replaces: true },
    /** Within the zone; empty for the zone itself. May be changed in place. */
    name: { schema: z.string(), autoNamed: { maxLength: 255 } },
    /** A change replaces. */
    type: { schema: z.enum(["A", "AAAA", "ALIAS", "CAA", "CNAME", "MX", "NS", "SRV", "TXT"]), replaces: true },
    /** An address, a name or a text, by the type; every type has one but SRV. */
    value: { schema: z.string().optional() },
    /** How long resolvers may keep it, in seconds, from a minute to ten years; 60 at Vercel when left out. */
    ttl: { schema: integerWithin(60, 2_147_483_647).optional(), computed: "when omitted" },
    /** Of an MX record: smaller ones are tried first. */
    mxPriority: { schema: integerWithin(0, LARGEST).optional() },
    /** What an SRV record consists of. */
    srv: optional(object({ priority: number, weight: number, port: number, target: { schema: z.string() } })),
    /** For people. */
    comment: { schema: z.string().max(500, "must have at most 500 characters").default("") },
  },
  rules: [
    {
      property: "value",
      reads: ["type", "value"],
      broken: ({ type, value }) =>
        (type === "SRV") === (value === undefined)
          ? undefined
          : type === "SRV"
            ? "must not be given, but srv, for an SRV record"
            : `must be given for a record of type ${type}`,
    },
    {
      property: "srv",
      reads: ["type", "srv"],
      broken: ({ type, srv }) =>
        (type === "SRV") === (srv !== undefined) ? undefined : "must be given for an SRV record and for no other",
    },
    {
      property: "mxPriority",
      reads: ["type", "mxPriority"],
      broken: ({ type, mxPriority }) =>
        (type === "MX") === (mxPriority !== undefined) ? undefined : "must be given for an MX record and for no other",
    },
  ],
});
