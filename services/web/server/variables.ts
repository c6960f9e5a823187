import { environmentNameSchema } from "@live-listen/protocol";
import { z } from "zod";
import { checkVariables, VARIABLE_NAMES, type WebVariables } from "../src/environment/variables.ts";

export { VARIABLE_NAMES, type VariableName, type WebVariables } from "../src/environment/variables.ts";

const text = z.string().optional();

/**
 * Schema of the variables of the web bundle. Unknown variables are left out, so that a whole process environment can be given to it; what is
 * wrong with the three is told all at once.
 */
export const webVariablesSchema = z
  .object({
    NEXT_PUBLIC_APP_ENV: text.describe(`Name of the environment: ${environmentNameSchema.options.join(", ")}.`),
    NEXT_PUBLIC_API_URL: text.describe("Origin of the API, encrypted outside the local environment."),
    NEXT_PUBLIC_WS_URL: text.describe("Origin of the API's sockets, encrypted outside the local environment."),
  })
  .transform((values, context): WebVariables => {
    const result = checkVariables(values);
    if (result.ok) return result.variables;
    for (const { variable, sentence } of result.faults) {
      context.addIssue({ code: "custom", path: [variable], message: sentence });
    }
    return z.NEVER;
  });

export type ParsedWebVariables =
  | { readonly ok: true; readonly variables: WebVariables }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Reads the variables of the web bundle out of an environment of any size.
 *
 * @param environment such as `process.env`; an empty string counts as not set.
 * @returns the variables, or one sentence a fault, each naming its variable; whether to exit is the caller's to decide.
 */
export function parseWebVariables(environment: Readonly<Record<string, string | undefined>>): ParsedWebVariables {
  const picked = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, environment[name]]));
  const result = webVariablesSchema.safeParse(picked);
  if (result.success) return { ok: true, variables: result.data };
  return { ok: false, faults: result.error.issues.map((issue) => issue.message) };
}
