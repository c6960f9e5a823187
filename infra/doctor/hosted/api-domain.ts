import { findCustomDomain, verifyCustomDomain } from "../../platforms/render/custom-domain.ts";
import { type Check, good, wrong } from "../check.ts";
import { platformCheck } from "./platform-check.ts";
import { recordOutcome } from "./record.ts";
import type { HostedStanding } from "./subject.ts";

/** Whether Render has found that the API's name leads to it; asks it to look again if not. */
export function apiDomainCheck(subject: HostedStanding): Check {
  const { row, outputs, cures } = subject;
  const { hostname } = new URL(row.apiUrl);
  return platformCheck(`Domain ${hostname}`, subject, async ({ render }) => {
    const domain = await findCustomDomain(render(), outputs.apiServiceId, hostname);
    if (!domain) return wrong(`The service at Render doesn't have ${hostname}: run \`${cures.verb("up")}\`.`);
    if (domain.verificationStatus === "verified") return good("Render has verified it, and keeps its certificate.");
    await verifyCustomDomain(render(), outputs.apiServiceId, hostname);
    const { verdict, sentence } = await recordOutcome(subject, hostname, {
      type: "CNAME",
      value: new URL(outputs.apiServiceUrl).hostname,
    });
    return { verdict, sentence: `Render has not verified it yet and was asked to look again. ${sentence}` };
  });
}
