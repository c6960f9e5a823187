import type { RealmName } from "../../realms/realm.ts";
import { type Check, idle } from "../check.ts";
import { databaseCheck } from "./database.ts";
import { apiDomainCheck, webDomainCheck } from "./domains.ts";
import { tlsCheck } from "./names.ts";
import type { HostedSubject } from "./subject.ts";
import { teamCheck } from "./team.ts";
import { workspaceCheck } from "./workspace.ts";

/** Everything that a hosted environment stands on, in the order in which it comes to be. */
export function hostedChecks(subject: HostedSubject, realm: RealmName): Check[] {
  const { row } = subject;
  const urls = [row.apiUrl, row.webUrl];
  return [
    workspaceCheck(subject),
    teamCheck(subject),
    databaseCheck(subject),
    apiDomainCheck(subject),
    webDomainCheck(subject),
    ...urls.map((url) => (realm === "platform" ? tlsCheck(url) : unservedCheck(url))),
  ];
}

/** In the rehearsal nothing is served under the environment's names yet, and the real ones are none of its business. */
function unservedCheck(url: string): Check {
  const { hostname } = new URL(url);
  return { name: `TLS ${hostname}`, look: async () => idle("The rehearsal doesn't serve this name.") };
}
