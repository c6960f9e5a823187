import type { DeployTrigger, Environment } from "./environment.ts";

/**
 * Says which environment a push of a git ref deploys to.
 *
 * @param ref in full, as git and CI name it (`refs/heads/main`, `refs/tags/v1.2.0`); a short name deploys nowhere, since it doesn't tell a
 * branch from a tag.
 * @param rows of the matrix, whose triggers decide.
 * @returns the environment, or undefined when the ref deploys nowhere.
 */
export function environmentOfRef(ref: string, rows: readonly Environment[]): Environment | undefined {
  return rows.find((row) => row.deployTriggers.some((trigger) => matches(trigger, ref)));
}

function matches(trigger: DeployTrigger, ref: string): boolean {
  if (trigger.kind === "branch") return patternOf(trigger.pattern, "refs/heads/").test(ref);
  if (trigger.kind === "tag") return patternOf(trigger.pattern, "refs/tags/").test(ref);
  return false;
}

function patternOf(pattern: string, prefix: string): RegExp {
  const literals = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${prefix}${literals.join("[^/\\s]+")}$`);
}
