import { type Check, CheckFailure } from "./check.ts";
import { askPage } from "./page.ts";

/** The browser lets the page connect to this environment's API and to nothing else. */
export const contentSecurityPolicy: Check = async (target, signal) => {
  const { answer } = await askPage(target.webUrl, signal, target.network);
  const policy = answer.headers.get("Content-Security-Policy");
  if (!policy) throw new CheckFailure(`The page at ${target.webUrl} comes without a content security policy.`);
  const found = connectSources(policy);
  const wanted = [target.apiUrl, target.wsUrl];
  if (!found) throw new CheckFailure("The page's content security policy has no connect-src of its own.");
  if (found.toSorted().join(" ") !== wanted.toSorted().join(" ")) {
    throw new CheckFailure(
      `The page may connect to ${found.join(" and ") || "nothing"}, and not to ${wanted.join(" and ")} alone.`,
    );
  }
  return `The page may connect to ${wanted.join(" and ")} alone.`;
};

/** The sources of `connect-src`; of several directives of a name the first one counts (Content Security Policy Level 3, section 2.2.1). */
function connectSources(policy: string): readonly string[] | undefined {
  const directives = policy.split(";").map((directive) => directive.trim().split(/\s+/));
  return directives.find(([name]) => name?.toLowerCase() === "connect-src")?.slice(1);
}
