import { type Account, zoneOf } from "../account.ts";
import type { StandIn } from "../stand-in.ts";
import { type ProjectDomain, verificationName } from "./project-domain.ts";

/**
 * Whether a team has shown that a domain is its own: the zone is kept in its account, or the DNS of the name leads here
 * and no other team keeps the zone, or the zone has the TXT record that was asked for.
 */
export async function isOwn(
  { accounts, state, leadsHere }: StandIn,
  account: Account,
  { name, challenge }: Pick<ProjectDomain, "name" | "challenge">,
): Promise<boolean> {
  if (zoneOf(account, name) !== undefined) return true;
  const keeper = accounts.find((other) => zoneOf(other, name) !== undefined);
  if (!keeper) return leadsHere(name);
  return state.records.some(
    (record) =>
      record.type === "TXT" &&
      `${record.name}.${record.domain}` === verificationName(name) &&
      record.value === challenge,
  );
}
