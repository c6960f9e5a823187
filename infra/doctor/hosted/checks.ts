import { type Check, idle, wrong } from "../check.ts";
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
    ...[subject.row.apiUrl, subject.row.webUrl].map((url) => nameCheck(subject, url)),
  ];
}

/** Whether there is anything yet. */
function standingCheck({ row, cures }: HostedSubject): Check {
  return {
    name: `Stack ${row.name}`,
    look: async () => wrong(`It was not brought up: run \`${cures.verb("up")}\`.`),
  };
}

/** The real names are none of the rehearsal's business, so that it looks at none where it doesn't serve them itself. */
function nameCheck({ names }: HostedSubject, url: string): Check {
  if (names) return tlsCheck(url, names);
  return { name: `TLS ${new URL(url).hostname}`, look: async () => idle("The rehearsal doesn't serve this name.") };
}
