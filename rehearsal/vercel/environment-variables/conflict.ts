import { Refusal } from "../refusal.ts";
import type { State } from "../state.ts";
import type { Variable } from "./variable.ts";

/** What makes a variable the one of its key: where it holds. */
export type Place = Pick<Variable, "key" | "target" | "gitBranch">;

/** The variable of a project that holds a key in one of the same environments already. */
export function conflicting(variables: readonly Variable[], { key, target, gitBranch }: Place): Variable | undefined {
  return variables.find(
    (other) =>
      other.key === key &&
      other.gitBranch === gitBranch &&
      other.target.some((environment) => target.includes(environment)),
  );
}

/**
 * Makes sure that a place is free in a project.
 *
 * @param own the id of the variable that may be there
 * @throws Refusal (400, as the vendor has it) when another one is
 */
export function assertPlaceIsFree(state: State, projectId: string, place: Place, own?: string): void {
  const others = state.variables.filter((one) => one.projectId === projectId && one.id !== own);
  const other = conflicting(others, place);
  if (other) throw envConflict(other);
}

/** The refusal of a variable because of another. */
export function envConflict({ key, target, gitBranch }: Place): Refusal {
  return new Refusal(400, "ENV_CONFLICT", `The variable "${key}" is set for ${target.join(", ")} already.`, {
    key,
    envVarKey: key,
    target,
    ...(gitBranch !== null && { gitBranch }),
  });
}
