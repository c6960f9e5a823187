import { findCustomDomain, verifyCustomDomain } from "../../platforms/render/custom-domain.ts";
import { findProjectDomain, isMisconfigured, verifyProjectDomain } from "../../platforms/vercel/project-domain.ts";
import { type Check, good, type Outcome, wrong } from "../check.ts";
import type { HostedSubject } from "./subject.ts";

/** Whether Render has found that the API's name leads to it; asks it to look again if not. */
export function apiDomainCheck(subject: HostedSubject): Check {
  const { row, outputs, render } = subject;
  const { hostname } = new URL(row.apiUrl);
  return {
    name: `Domain ${hostname}`,
    look: async () => {
      const domain = await findCustomDomain(render, outputs.apiServiceId, hostname);
      if (!domain) return notThere(subject, hostname, "the service at Render");
      if (domain.verificationStatus === "verified") return good("Render has verified it, and keeps its certificate.");
      await verifyCustomDomain(render, outputs.apiServiceId, hostname);
      return wrong(`Render has not verified it yet and was asked to look again; ${recordSentence(subject, hostname)}`);
    },
  };
}

/** Whether Vercel has found that the web's name is the team's and leads to it; asks it to look again if not. */
export function webDomainCheck(subject: HostedSubject): Check {
  const { row, outputs, vercel } = subject;
  const { hostname } = new URL(row.webUrl);
  return {
    name: `Domain ${hostname}`,
    look: async () => {
      const domain = await findProjectDomain(vercel, outputs.vercelProjectId, hostname);
      if (!domain) return notThere(subject, hostname, "the project at Vercel");
      if (!domain.verified) {
        await verifyProjectDomain(vercel, outputs.vercelProjectId, hostname);
        const proof = domain.records.map(({ type, name, value }) => `${type} ${name} ${value}`).join(", ");
        return wrong(
          `Vercel doesn't know yet whose it is and was asked to look again; the zone ${row.dnsZone} must hold ${proof || "what its page in Vercel's dashboard says"}.`,
        );
      }
      if (await isMisconfigured(vercel, hostname)) {
        return wrong(`Its DNS doesn't lead to Vercel; ${recordSentence(subject, hostname)}`);
      }
      return good("Vercel has verified it, and keeps its certificate.");
    },
  };
}

function notThere({ row }: HostedSubject, hostname: string, where: string): Outcome {
  return wrong(`${where} doesn't have ${hostname}: run \`npm run up -- ${row.name}\`.`);
}

/** Says which record is to be there, and who makes it. */
function recordSentence({ row, outputs }: HostedSubject, hostname: string): string {
  const name = hostname === row.dnsZone ? "" : hostname.slice(0, -row.dnsZone.length - 1);
  const record = outputs.dnsRecordsToMake.find((one) => one.name === name);
  if (!record) return `its record in Vercel's zone ${row.dnsZone} takes a few minutes to be seen.`;
  return `make the record ${record.type} ${name || "@"} ${record.value} in the zone ${row.dnsZone}, and give it some minutes.`;
}
