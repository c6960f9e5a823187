import { z } from "zod";
import { seal } from "../../http/seal.ts";
import { newId } from "../ids.ts";
import { badRequest } from "../refusal.ts";
import { now, type State } from "../state.ts";
import { conflicting, envConflict } from "./conflict.ts";
import { target, type, type Variable } from "./variable.ts";

/** One environment may be given without a list around it. */
const targets = z.preprocess(
  (given) => (typeof given === "string" ? [given] : given),
  z.array(target).min(1, "must name an environment"),
);

/** What can be set of a variable. */
export const variableFields = {
  key: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "may have letters, digits and `_`, and begins with no digit"),
  value: z.string(),
  type,
  target: targets,
  gitBranch: z.string().max(250, "must have at most 250 characters").nullish(),
  comment: z.string().max(1000, "must have at most 1000 characters").optional(),
  customEnvironmentIds: z
    .array(z.string())
    .max(0, "names custom environments, of which the project has none")
    .optional(),
};

/** A variable that is to be. */
export const variableBody = z.strictObject(variableFields);

/** A variable that comes with a new project. */
export const firstVariableBody = variableBody.extend({ type: type.default("encrypted") });

export type VariableBody = z.output<typeof variableBody>;

/**
 * Adds variables to a project, all or none.
 *
 * @param options `upsert`: whether one that is there takes the new value instead of refusing it
 * @returns those added or changed, in the order given
 * @throws Refusal (400) when one is there, or can't be as it is asked for
 */
export function addVariables(
  state: State,
  projectId: string,
  bodies: readonly VariableBody[],
  { upsert }: { readonly upsert: boolean },
): readonly Variable[] {
  const own = state.variables.filter((one) => one.projectId === projectId);
  const added = bodies.map((body) => {
    assertMayBeSensitive(body);
    const made = variableOf(state, projectId, body);
    const other = conflicting(own, made);
    if (other && !upsert) throw envConflict(other);
    if (other) own.splice(own.indexOf(other), 1);
    const kept = other ? { ...made, id: other.id, createdAt: other.createdAt } : made;
    own.push(kept);
    return kept;
  });
  state.variables = [...state.variables.filter((one) => one.projectId !== projectId), ...own];
  return added;
}

/**
 * Makes sure that a variable that nobody can read is not for the machines of developers.
 *
 * @throws Refusal (400) when it is
 */
export function assertMayBeSensitive(body: Pick<VariableBody, "type" | "target">): void {
  if (body.type === "sensitive" && body.target.includes("development")) {
    throw badRequest("a sensitive variable can't be for `development`");
  }
}

function variableOf(state: State, projectId: string, body: VariableBody): Variable {
  const createdAt = now(state);
  return {
    id: newId(undefined),
    projectId,
    key: body.key,
    sealed: seal(state.key, body.value),
    type: body.type,
    target: body.target,
    gitBranch: body.gitBranch ?? null,
    comment: body.comment ?? "",
    createdAt,
    updatedAt: createdAt,
  };
}
