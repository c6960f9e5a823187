import { z } from "zod";
import { notFound } from "../refusal.ts";

/** The types of records that the platform's zones have. */
export const recordType = z.enum(["A", "AAAA", "ALIAS", "CAA", "CNAME", "HTTPS", "MX", "NS", "SRV", "TXT"]);

/** A DNS record as it is remembered. */
export const record = z.object({
  id: z.string(),
  teamId: z.string(),
  /** The zone. */
  domain: z.string(),
  /** Relative to the zone; empty for the zone's own name. */
  name: z.string(),
  type: recordType,
  /** As it stands in a zone file, priorities and all. */
  value: z.string(),
  ttl: z.number(),
  mxPriority: z.number().optional(),
  comment: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

export type DnsRecord = z.output<typeof record>;

/**
 * Finds a record of a team.
 *
 * @throws Refusal (404) when the team has none of that id
 */
export function findRecord(records: readonly DnsRecord[], teamId: string, id: string): DnsRecord {
  const found = records.find((one) => one.teamId === teamId && one.id === id);
  if (found) return found;
  throw notFound(`The DNS record ${id}`);
}

/** A record as it is answered alone: `kind` is what the answer has for `type`. */
export function answerOf(found: DnsRecord, kind: "record" | DnsRecord["type"]) {
  const { teamId, type, mxPriority: _, updatedAt: __, ...rest } = found;
  return { ...rest, creator: teamId, recordType: type, type: kind };
}

/** A record as it is answered in a list. */
export function listed(found: DnsRecord) {
  const { teamId, domain: _, createdAt, updatedAt, ...rest } = found;
  return { ...rest, slug: "", creator: teamId, created: createdAt, createdAt, updated: updatedAt, updatedAt };
}
