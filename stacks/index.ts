import { environmentOfRef } from "./deploy-trigger.ts";
import type { Environment, EnvironmentName } from "./environment.ts";
import { local } from "./local.ts";
import { production } from "./production.ts";
import { findShared } from "./separation.ts";
import { staging } from "./staging.ts";

export {
  type DeployTrigger,
  type Environment,
  type EnvironmentName,
  environmentNameSchema,
  type HostedEnvironment,
  isHosted,
} from "./environment.ts";
export { matrixCells, matrixHeadings } from "./matrix.ts";

/** The environment matrix: every environment there is. */
export const environments: readonly Environment[] = [local, staging, production];

const shared = findShared(environments);
if (shared.length > 0) throw new Error(`The environment matrix keeps environments apart, but ${shared.join(" ")}`);

/**
 * Finds an environment by its name, which is also the name of its stack.
 *
 * @returns the row of the matrix; undefined when there is none of that name.
 */
export function findEnvironment(name: string): Environment | undefined {
  return environments.find((row) => row.name === name);
}

/**
 * Says which environment a push of a git ref deploys to, by the triggers of the matrix.
 *
 * @param ref in full, such as `refs/heads/main` or `refs/tags/v1.2.0`.
 * @returns the environment's name, or undefined when the ref deploys nowhere.
 */
export function deployTargetOf(ref: string): EnvironmentName | undefined {
  return environmentOfRef(ref, environments)?.name;
}
