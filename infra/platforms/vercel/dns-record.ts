import { dnsGetRecords } from "@vercel/sdk/funcs/dnsGetRecords.js";
import { z } from "zod";
import type { VercelClient } from "./client.ts";

/** A page holds at most this many. */
const PAGE = 100;

const recordsSchema = z.object({
  records: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })),
  pagination: z.object({ next: z.number().nullish() }).nullish(),
});

/**
 * The ids of the records of a zone that have a name and a type.
 *
 * @param zone such as `live-listen.app`.
 * @param name within the zone; empty for the zone itself.
 * @returns none when the team doesn't keep the zone.
 */
export async function findDnsRecordIds(
  client: VercelClient,
  zone: string,
  name: string,
  type: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  const what = `the records of ${zone}`;
  for (let until: number | undefined; ; ) {
    const asked = dnsGetRecords(client.core, {
      ...client.team,
      domain: zone,
      limit: String(PAGE),
      ...(until !== undefined && { until: String(until) }),
    });
    const answer = await client.valueOf(what, asked);
    if (answer === undefined) return found;
    const page = recordsSchema.safeParse(answer);
    if (!page.success) return client.mismatch(what, page.error);
    found.push(...page.data.records.filter((one) => one.name === name && one.type === type).map(({ id }) => id));
    const next = page.data.pagination?.next ?? undefined;
    if (next === undefined || next === until) return found;
    until = next;
  }
}
