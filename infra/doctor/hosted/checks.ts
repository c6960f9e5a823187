import { type Check, wrong } from "../check.ts";
import { door } from "../door.ts";
import { apiDomainCheck } from "./api-domain.ts";
import { databaseCheck } from "./database.ts";
import type { HostedOutputs, HostedSubject } from "./subject.ts";
import { teamCheck } from "./team.ts";
import { tlsCheck } from "./tls.ts";
import { webDomainCheck } from "./web-domain.ts";
import { workspaceCheck } from "./workspace.ts";

/**
 * Everything that a hosted environment stands on, in the order in which it comes to be.
 *
 * @param outputs of its stack; undefined for one that was not brought up.
 */
export function hostedChecks(subject: HostedSubject, outputs: HostedOutputs | undefined): Check[] {
  const [render, vercel] = [door(workspaceCheck(subject)), door(teamCheck(subject))];
  const doors = [render.check, vercel.check];
  if (!outputs) return [...doors, standingCheck(subject)];
  const standing = { ...subject, outputs };
  return [
    ...doors,
    render.behind(databaseCheck(standing)),
    render.behind(apiDomainCheck(standing)),
    vercel.behind(webDomainCheck(standing)),
    ...[subject.row.apiUrl, subject.row.webUrl].map((url) => tlsCheck(url, subject.names)),
  ];
}

/** Whether there is anything yet. */
function standingCheck({ row, cures }: HostedSubject): Check {
  return {
    name: `Stack ${row.name}`,
    look: async () => wrong(`It was not brought up: run \`${cures.verb("up")}\`.`),
  };
}
