import { randomInt } from "node:crypto";

/** Where Vercel serves what has no domain of its own. */
const SUFFIX = "vercel.app";
/** Longest part of a host name (RFC 1035). */
const LABEL = 63;
const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
const HASH_LENGTH = 9;

/**
 * A new host name of a deployment, `<name>-<hash>-<team>.vercel.app`; the name is cut off where it would be too long.
 *
 * @see https://vercel.com/docs/deployments/generated-urls
 */
export function newDeploymentUrl(name: string, teamSlug: string): string {
  const hash = Array.from({ length: HASH_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return hostOf(name, `-${hash}-${teamSlug}`);
}

/** The host name that always leads to what a project serves in production, `<project>-<team>.vercel.app`. */
export function automaticAlias(projectName: string, teamSlug: string): string {
  return hostOf(projectName, `-${teamSlug}`);
}

/** Whether a host name is one of those that Vercel gives. */
export function isGenerated(hostname: string): boolean {
  return hostname.endsWith(`.${SUFFIX}`);
}

function hostOf(name: string, rest: string): string {
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, "-")
    .slice(0, Math.max(1, LABEL - rest.length));
  return `${label}${rest}.${SUFFIX}`;
}

/** Where Vercel shows a deployment to its team. */
export function inspectorUrl(teamSlug: string, projectName: string, id: string): string {
  return `https://vercel.com/${teamSlug}/${projectName}/${id.replace(/^dpl_/, "")}`;
}
