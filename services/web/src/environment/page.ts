import { checkVariables, VARIABLE_NAMES, type VariableName, type VariablesResult } from "./variables.ts";

/** The one thing of a document that is needed here, so that tests need no browser. */
export interface MetaSource {
  querySelectorAll(selector: string): ArrayLike<{ getAttribute(name: string): string | null }>;
}

/**
 * Reads the variables that were stamped into the `meta` elements of this page.
 *
 * @param page the document.
 * @returns as {@link checkVariables} does; a value that stands twice counts as not set, as nobody could tell which one is meant.
 */
export function readPageVariables(page: MetaSource): VariablesResult {
  const values: Partial<Record<VariableName, string>> = {};
  for (const name of VARIABLE_NAMES) {
    const found = page.querySelectorAll(`meta[name="${name}"]`);
    values[name] = (found.length === 1 && found[0]?.getAttribute("content")) || "";
  }
  return checkVariables(values);
}
