import { z } from "zod";
import { notFound } from "../refusal.ts";
import { inDays, retention } from "./retention.ts";
import { keptSettings } from "./settings.ts";

/** A project as it is remembered. */
export const project = z.object({
  id: z.string(),
  teamId: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  settings: keptSettings,
  retention,
});

export type Project = z.output<typeof project>;

/**
 * Finds a project of a team.
 *
 * @param idOrName either of them, as paths have it
 * @throws Refusal (404) when the team has none
 */
export function findProject(projects: readonly Project[], teamId: string, idOrName: string): Project {
  const found = projects.find(
    ({ id, settings, ...other }) => other.teamId === teamId && (id === idOrName || settings.name === idOrName),
  );
  if (found) return found;
  throw notFound(`The project ${idOrName}`);
}

/** A project as it is answered. */
export function answerOf({ id, teamId, createdAt, updatedAt, settings, retention: kept }: Project) {
  const { resourceConfig, gitProviderOptions, gitComments, ...rest } = settings;
  return {
    accountId: teamId,
    id,
    createdAt,
    updatedAt,
    ...rest,
    ...(gitComments && { gitComments }),
    gitProviderOptions: { createDeployments: "enabled", ...gitProviderOptions },
    resourceConfig: machineOf(resourceConfig),
    defaultResourceConfig: machineOf(resourceConfig),
    deploymentExpiration: inDays(kept),
    alias: [],
    latestDeployments: [],
    targets: {},
    live: false,
  };
}

/** An elastic machine is answered as a way of selecting one. */
function machineOf({ buildMachineType, functionDefaultRegions = [], ...rest }: Project["settings"]["resourceConfig"]) {
  const isElastic = buildMachineType === "elastic";
  return {
    ...rest,
    functionDefaultRegions,
    buildMachineType: isElastic ? "standard" : (buildMachineType ?? "standard"),
    buildMachineSelection: isElastic ? "elastic" : "fixed",
  };
}
