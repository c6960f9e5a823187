import { findProjectDomain, isMisconfigured, verifyProjectDomain } from "../../platforms/vercel/project-domain.ts";
import { type Check, good, pending, wrong } from "../check.ts";
import { platformCheck } from "./platform-check.ts";
import { recordOutcome } from "./record.ts";
import type { HostedStanding } from "./subject.ts";

/** Whether Vercel has found that the web's name is the team's and leads to it; asks it to look again if not. */
export function webDomainCheck(subject: HostedStanding): Check {
  const { row, outputs, cures } = subject;
  const { hostname } = new URL(row.webUrl);
  const name = hostname === row.dnsZone ? "" : hostname.slice(0, -row.dnsZone.length - 1);
  return platformCheck(`Domain ${hostname}`, subject, async ({ vercel }) => {
    const client = vercel();
    const domain = await findProjectDomain(client, outputs.vercelProjectId, hostname);
    if (!domain) return wrong(`The project at Vercel doesn't have ${hostname}: run \`${cures.verb("up")}\`.`);
    if (!domain.verified && !(await verifyProjectDomain(client, outputs.vercelProjectId, hostname))) {
      const proof = domain.records.map((record) => `${record.type} ${record.name} ${record.value}`).join(" and ");
      return pending(
        `Vercel doesn't know yet whose it is and was asked to look again: the zone ${row.dnsZone} must hold ${proof || "what its page in Vercel's dashboard says"}, and a record takes some minutes to be seen.`,
      );
    }
    if (!(await isMisconfigured(client, hostname))) return good("Vercel has verified it, and keeps its certificate.");
    return recordOutcome(
      subject,
      hostname,
      outputs.dnsRecordsToMake.find((record) => record.name === name),
    );
  });
}
