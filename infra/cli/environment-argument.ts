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
 * Refuses flags that say nothing about the local environment.
 *
 * @param flags as they were given.
 * @param hosted those that only hosted environments know, by their names in code.
 * @throws UsageFault naming the command without them.
 */
export function refuseForLocal<Flags extends object>(
  environment: Environment,
  verb: string,
  flags: Flags,
  hosted: readonly (keyof Flags & string)[],
): void {
  const given = hosted.filter((flag) => flags[flag] !== undefined);
  if (environment.name !== "local" || given.length === 0) return;
  const spelt = given.map((flag) => `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  throw new UsageFault(`${spelt.join(" and ")} is for staging and production: run \`npm run ${verb} -- local\`.`);
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
    `${verb} works on the local environment only so far, and not on ${name}: run \`npm run ${verb} -- local\`.`,
  );
}
