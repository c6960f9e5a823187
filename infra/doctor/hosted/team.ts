import { findTeam } from "../../platforms/vercel/team.ts";
import { type Check, good, idle, wrong } from "../check.ts";
import type { HostedSubject } from "./subject.ts";

/** Whether the token reaches the team. */
export function teamCheck({ row, outputs, vercel }: HostedSubject): Check {
  return {
    name: "Vercel team",
    look: async () => {
      if (outputs.vercelTeamId === undefined) return idle("The projects are a person's own and not a team's.");
      const team = await findTeam(vercel, outputs.vercelTeamId);
      if (team) return good(`${team.slug} (${team.id}).`);
      return wrong(
        `The token doesn't reach ${outputs.vercelTeamId}: make one for that team, and set it with \`pulumi config set --secret vercel:apiToken <token> -s ${row.name}\`.`,
      );
    },
  };
}
