import { z } from "zod";
import { newKey } from "../http/seal.ts";
import { alias } from "./aliases/alias.ts";
import { deployment } from "./deployments/deployment.ts";
import { record } from "./dns/record.ts";
import { variable } from "./environment-variables/variable.ts";
import { projectDomain } from "./project-domains/project-domain.ts";
import { project } from "./projects/project.ts";

/** All that the stand-in remembers. */
export const state = z.object({
  /** The last moment that was handed out; see {@link now}. */
  clock: z.number(),
  /** Encrypts the values of environment variables. */
  key: z.string(),
  projects: z.array(project),
  variables: z.array(variable),
  domains: z.array(projectDomain),
  records: z.array(record),
  deployments: z.array(deployment).default([]),
  aliases: z.array(alias).default([]),
});

export type State = z.output<typeof state>;

/** What a new stand-in remembers. */
export function emptyState(): State {
  return {
    clock: 0,
    key: newKey(),
    projects: [],
    variables: [],
    domains: [],
    records: [],
    deployments: [],
    aliases: [],
  };
}

/** This moment in milliseconds; a later one at each call, since pages of lists are told apart by it. */
export function now(of: State): number {
  of.clock = Math.max(of.clock + 1, Date.now());
  return of.clock;
}
