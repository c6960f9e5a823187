import type { EnvironmentName } from "@live-listen/protocol";
import { originFault, schemesOf } from "./origin.ts";

/**
 * The variables of the page, in the order in which `index.html` carries them. Their names begin as the environment matrix writes them; no
 * framework gives the prefix a meaning here.
 */
export const VARIABLE_NAMES = ["NEXT_PUBLIC_APP_ENV", "NEXT_PUBLIC_API_URL", "NEXT_PUBLIC_WS_URL"] as const;

export type VariableName = (typeof VARIABLE_NAMES)[number];

/** The three values of one environment: its name, the origin of its API, and the origin of its sockets. */
export interface WebVariables {
  readonly NEXT_PUBLIC_APP_ENV: EnvironmentName;
  readonly NEXT_PUBLIC_API_URL: string;
  readonly NEXT_PUBLIC_WS_URL: string;
}

/** What is wrong with one variable; the sentence names the variable. */
export interface VariableFault {
  readonly variable: VariableName;
  readonly sentence: string;
}

export type VariablesResult =
  | { readonly ok: true; readonly variables: WebVariables }
  | { readonly ok: false; readonly faults: readonly VariableFault[] };

// Written out and not read from the protocol's schema, because a validator would be most of the page's script; a test holds the two equal.
const ENVIRONMENT_NAMES: readonly EnvironmentName[] = ["local", "staging", "production"];

/**
 * Checks the three values, for the page in the browser as for the tools that stamp and serve it: one truth, small enough for the browser.
 *
 * @param values what was found under each name; empty and undefined both mean "not set".
 * @returns the variables, or every fault at once in the order of {@link VARIABLE_NAMES}.
 */
export function checkVariables(values: Readonly<Partial<Record<VariableName, string | undefined>>>): VariablesResult {
  const faults: VariableFault[] = [];
  const read = (variable: VariableName, check: (value: string) => string | undefined): string => {
    const value = values[variable] ?? "";
    const fault = value === "" ? "is not set" : check(value);
    if (fault) faults.push({ variable, sentence: `${variable} ${fault}.` });
    return value;
  };
  const name = read("NEXT_PUBLIC_APP_ENV", (value) =>
    isEnvironmentName(value) ? undefined : `must be one of ${ENVIRONMENT_NAMES.join(", ")}`,
  );
  // Under a name that nobody knows, no rule of an environment holds: that fault is told, and not others that come of it.
  const local = name === "local" || !isEnvironmentName(name);
  const apiUrl = read("NEXT_PUBLIC_API_URL", (value) => originFault(value, schemesOf("http", local)));
  const wsUrl = read("NEXT_PUBLIC_WS_URL", (value) => originFault(value, schemesOf("ws", local)));
  if (faults.length > 0 || !isEnvironmentName(name)) return { ok: false, faults };
  const variables = { NEXT_PUBLIC_APP_ENV: name, NEXT_PUBLIC_API_URL: apiUrl, NEXT_PUBLIC_WS_URL: wsUrl };
  return { ok: true, variables };
}

function isEnvironmentName(value: string): value is EnvironmentName {
  return ENVIRONMENT_NAMES.some((name) => name === value);
}
