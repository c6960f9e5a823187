import type { Account } from "../account.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { State } from "../state.ts";
import type { DnsRecord } from "./record.ts";

/**
 * Makes sure that a team keeps a zone.
 *
 * @throws Refusal (404) when it doesn't, whoever else does
 */
export function assertKeepsZone({ zones = [] }: Account, domain: string): void {
  if (!zones.includes(domain)) throw notFound(`The domain ${domain}`);
}

/**
 * Makes sure that a record can be in its zone: it is not there yet, and a CNAME stands alone (RFC 1034, section 3.6.2).
 *
 * @throws Refusal (400 or 409) when it can't
 */
export function assertFits(state: State, one: DnsRecord): void {
  if (one.type === "CNAME" && one.name === "") {
    throw new Refusal(400, "bad_request", "Invalid request: the zone's own name can't have a CNAME; use ALIAS.");
  }
  const beside = state.records.filter(
    ({ id, domain, name }) => domain === one.domain && name === one.name && id !== one.id,
  );
  if (beside.some(({ type, value }) => type === one.type && value === one.value)) {
    throw new Refusal(
      409,
      "conflict",
      `The zone ${one.domain} has that record "${one.name}" of type ${one.type} already.`,
    );
  }
  const [other] = beside;
  if (other && (one.type === "CNAME" || beside.some(({ type }) => type === "CNAME"))) {
    throw new Refusal(
      409,
      "conflict",
      `The zone ${one.domain} has a record "${one.name}" of type ${other.type}, beside which a ${one.type} can't be.`,
    );
  }
}
