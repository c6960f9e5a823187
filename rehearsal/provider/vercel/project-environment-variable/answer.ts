import type { Inputs, Outputs } from "@live-listen/property-tables";
import { projectEnvironmentVariable } from "@pulumi/vercel/tables";
import { z } from "zod";

const { properties } = projectEnvironmentVariable;

/** A variable as a program asks for it. */
export type VariableInputs = Inputs<typeof properties>;

/** A variable as it is. */
export type VariableState = Outputs<typeof properties>;

/** A variable as Vercel answers it; its value is encrypted unless it is asked for alone. */
export const answer = z.object({
  id: z.string(),
  key: z.string(),
  value: z.string().optional(),
  type: z.string(),
  target: z.array(z.enum(["production", "preview", "development"])).default([]),
  customEnvironmentIds: z.array(z.string()).default([]),
  gitBranch: z.string().nullish(),
  comment: z.string().default(""),
});

export type Answer = z.output<typeof answer>;

/** What Vercel doesn't tell, or not truly. */
export interface Known {
  readonly projectId: string;
  readonly teamId: string | undefined;
  /** Nobody can read that of a sensitive variable, and that of another only by asking for it alone. */
  readonly value: string | undefined;
}

/** The state of a variable. */
export function stateOf(found: Answer, { projectId, teamId, value }: Known): VariableState {
  return {
    projectId,
    teamId,
    key: found.key,
    value,
    targets: found.target,
    customEnvironmentIds: found.customEnvironmentIds,
    gitBranch: found.gitBranch ?? undefined,
    sensitive: found.type === "sensitive",
    comment: found.comment,
    // Without a team there is no id of one, which the types of outputs can't say.
  } as VariableState;
}

/** What a variable is made of or changed to; its key never changes. */
export function bodyOf(inputs: VariableInputs): Readonly<Record<string, unknown>> {
  const { targets, customEnvironmentIds, gitBranch, comment = "", sensitive, value } = inputs;
  return {
    value,
    target: targets ?? [],
    customEnvironmentIds: customEnvironmentIds?.length ? customEnvironmentIds : undefined,
    gitBranch,
    type: sensitive ? "sensitive" : "encrypted",
    comment,
  };
}
