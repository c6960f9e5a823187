import { currentOf } from "../aliases/assign.ts";
import { asTarget } from "../deployments/answer.ts";
import type { StandIn } from "../stand-in.ts";
import type { Project } from "./project.ts";
import { inDays } from "./retention.ts";

/** How many deployments a project tells of. */
const LATEST = 10;

/** A project as it is answered, with what it serves in production. */
export function answerOf({ state, accounts }: Pick<StandIn, "state" | "accounts">, found: Project) {
  const { id, teamId, createdAt, updatedAt, settings, retention: kept, lastAliasRequest } = found;
  const current = currentOf(state, id);
  const own = state.deployments.filter(({ projectId }) => projectId === id).slice(-LATEST);
  const isRollingBack = lastAliasRequest?.type === "rollback" && lastAliasRequest.jobStatus === "in-progress";
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
    latestDeployments: own.reverse().map((one) => asTarget(state, accounts, one)),
    targets: current ? { production: asTarget(state, accounts, current) } : {},
    live: false,
    lastAliasRequest,
    // As at the vendor it is there for as long as the rollback takes, and no longer.
    lastRollbackTarget: isRollingBack ? lastAliasRequest : null,
    ...(found.rollbackDescription && { rollbackDescription: found.rollbackDescription }),
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
