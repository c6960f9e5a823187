import { type Environment, environments, findEnvironment } from "@live-listen/stacks";
import { Fault, UsageFault } from "../fault.ts";

const NAMES = environments.map(({ name }) => name).join(", ");

/**
 * The environment that an argument names.
 *
 * @throws UsageFault when there is none of that name.
 */
export function environmentArgument(name: string): Environment {
  const environment = findEnvironment(name);
  if (!environment) throw new UsageFault(`There is no environment called ${name}: it is one of ${NAMES}.`);
  return environment;
}

/**
 * The same, for verbs that so far work on this machine alone.
 *
 * @throws UsageFault when there is no such environment; Fault when it isn't local.
 */
export function localArgument(name: string, verb: string): Environment {
  const environment = environmentArgument(name);
  if (environment.name === "local") return environment;
  throw new Fault(
    `${verb} works on the local environment only, and ${name} has no program yet: run \`npm run ${verb} -- local\`.`,
  );
}
