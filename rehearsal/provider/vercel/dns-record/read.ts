import { z } from "zod";
import type { VercelClient } from "../client.ts";
import { type Answer, answer } from "./answer.ts";

/** Asks for one record. */
export function readRecord(
  client: VercelClient,
  signal: AbortSignal,
  id: string,
  teamId: string | undefined,
): Promise<Answer> {
  const path = `/domains/records/${encodeURIComponent(id)}`;
  return client.send({ method: "GET", path, teamId, answer, purpose: `show the DNS record ${id}`, signal });
}

/** In a list a record has its type under another name, and no zone. */
const listAnswer = z.object({
  records: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), value: z.string() })),
  pagination: z.object({ next: z.number().nullish() }).optional(),
});

/** Looks for a record among those of a zone. */
export async function findRecord(
  client: VercelClient,
  signal: AbortSignal,
  wanted: {
    readonly domain: string;
    readonly name: string;
    readonly type: string;
    readonly teamId: string | undefined;
  },
  isSame: (found: Answer) => boolean,
): Promise<Answer | undefined> {
  const { domain, name, type, teamId } = wanted;
  const path = `/v4/domains/${encodeURIComponent(domain)}/records`;
  const purpose = `list the records of the zone ${domain}`;
  for (let until: string | undefined; ; ) {
    const query = { limit: "100", until };
    const page = await client.send({ method: "GET", path, query, teamId, answer: listAnswer, purpose, signal });
    const found = page.records
      .filter((one) => one.name === name && one.type === type)
      .map((one) => ({ ...one, domain, recordType: type, comment: "" }))
      .find(isSame);
    const next = page.pagination?.next ?? undefined;
    if (found || next === undefined || String(next) === until) return found;
    until = String(next);
  }
}
