import { messageOf } from "../../fault.ts";
import { type Outcome, pending, wrong } from "../check.ts";
import type { Names } from "./names.ts";
import type { HostedStanding } from "./subject.ts";

/** One record that a name should have. */
export interface ExpectedRecord {
  readonly type: "A" | "CNAME";
  readonly value: string;
}

/** What Vercel's name servers are called (https://vercel.com/docs/domains/working-with-nameservers). */
const VERCEL_NAME_SERVER = /\.vercel-dns\.com$/;
const VERCEL_NAME_SERVERS = "ns1.vercel-dns.com and ns2.vercel-dns.com";

/**
 * Finds out why a platform doesn't find that a name leads to it. A record that is missing may have been made minutes ago, and one that is as it
 * should be is seen by the platform in time; one that leads elsewhere stays as it is until a person changes it.
 *
 * @param expected undefined where the zone's keeper makes the record by itself.
 * @returns what there is to wait for, or to mend.
 */
export async function recordOutcome(
  subject: HostedStanding,
  hostname: string,
  expected: ExpectedRecord | undefined,
): Promise<Outcome> {
  const { row, outputs, names } = subject;
  try {
    if (outputs.dnsKeeper === "vercel") {
      const servers = await names.nameServers(row.dnsZone);
      if (servers.length > 0 && !servers.some((server) => VERCEL_NAME_SERVER.test(server))) {
        return wrong(
          `The zone ${row.dnsZone} is kept by ${servers.join(" and ")} and not by Vercel: set ${VERCEL_NAME_SERVERS} at its registrar, or tell the stack by \`pulumi config set live-listen:dns external -s ${row.name}\`.`,
        );
      }
    }
    const elsewhere = expected && (await leadsElsewhere(names, hostname, expected));
    if (!elsewhere) return pending(waitFor(subject, hostname, expected));
    return wrong(
      `It leads to ${elsewhere} and not to ${expected.value}: ${mend(subject, hostname, expected)}, and run this again some minutes later, since DNS servers keep the old one for a while.`,
    );
  } catch (error) {
    return dnsFault(hostname, error);
  }
}

/** What is wrong when DNS itself doesn't answer. */
export function dnsFault(hostname: string, error: unknown): Outcome {
  return wrong(
    `This machine's DNS servers don't tell of ${hostname} (${messageOf(error)}): see that it has a network and a DNS server that answers, then run this again.`,
  );
}

/** Where else a name leads, in words; undefined when it leads nowhere yet, or where it should. */
async function leadsElsewhere(
  names: Names,
  hostname: string,
  { type, value }: ExpectedRecord,
): Promise<string | undefined> {
  const aliases = (await names.aliases(hostname)).map((alias) => alias.toLowerCase().replace(/\.$/, ""));
  if (type === "CNAME" && aliases.length > 0)
    return aliases.includes(value.toLowerCase()) ? undefined : aliases.join(", ");
  const addresses = await names.addresses(hostname);
  // A zone may hold the target's addresses in the place of an alias.
  const right = type === "A" ? [value] : await names.addresses(value);
  return addresses.length === 0 || addresses.some((address) => right.includes(address))
    ? undefined
    : addresses.join(", ");
}

function waitFor(subject: HostedStanding, hostname: string, expected: ExpectedRecord | undefined): string {
  const { row, outputs } = subject;
  if (outputs.dnsKeeper === "vercel" || !expected) {
    return `Its record in Vercel's zone ${row.dnsZone} takes a few minutes to be seen.`;
  }
  return `Its DNS doesn't lead to the platform yet: make the record ${inZone(subject, hostname, expected)}, and give it some minutes.`;
}

function mend(subject: HostedStanding, hostname: string, expected: ExpectedRecord): string {
  const record = inZone(subject, hostname, expected);
  return subject.outputs.dnsKeeper === "external"
    ? `change its record to ${record}`
    : `delete what isn't ${record}, run \`${subject.cures.verb("up")}\`, which declares that one`;
}

/** A record as a person types it in at the zone's keeper. */
function inZone({ row }: HostedStanding, hostname: string, { type, value }: ExpectedRecord): string {
  const name = hostname === row.dnsZone ? "@" : hostname.slice(0, -row.dnsZone.length - 1);
  return `${type} ${name} ${value} in the zone ${row.dnsZone}`;
}
