import { configurationKeys } from "../../configuration/keys.ts";
import { findTeam } from "../../platforms/vercel/team.ts";
import { type Check, good, idle, wrong } from "../check.ts";
import { platformCheck } from "./platform-check.ts";
import type { HostedSubject } from "./subject.ts";

/** Whether the token reaches the team. */
export function teamCheck(subject: HostedSubject): Check {
  const { configuration, cures } = subject;
  return platformCheck("Vercel team", subject, async ({ vercel }) => {
    if (configuration.vercelTeam === undefined) return idle("The projects are a person's own and not a team's.");
    const team = await findTeam(vercel(), configuration.vercelTeam);
    if (team) return good(`${team.slug} (${team.id}).`);
    return wrong(
      `The token doesn't reach ${configuration.vercelTeam}: make one for that team, and ${cures.set(configurationKeys.vercelApiToken)}.`,
    );
  });
}
