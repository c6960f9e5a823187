import { newId } from "../ids.ts";
import { now, type State } from "../state.ts";
import { changed } from "./change.ts";
import { DEFAULT_SETTINGS } from "./defaults.ts";
import type { Project } from "./project.ts";
import { DEFAULT_RETENTION } from "./retention.ts";
import type { Changes } from "./settings.ts";

/** A new project with some settings, and the default ones for the rest. It is not among the projects yet. */
export function newProject(state: State, teamId: string, name: string, given: Changes): Project {
  const createdAt = now(state);
  return {
    id: newId("prj"),
    teamId,
    createdAt,
    updatedAt: createdAt,
    settings: changed({ ...DEFAULT_SETTINGS, name }, given),
    retention: DEFAULT_RETENTION,
    currentDeploymentId: null,
    lastAliasRequest: null,
    rollbackDescription: null,
  };
}
