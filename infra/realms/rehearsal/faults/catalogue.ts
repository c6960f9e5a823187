import { Fault, UsageFault } from "../../../fault.ts";
import type { HostedName } from "../credentials.ts";

/** A fault that the rehearsal can have on purpose: what it strikes, and what goes wrong then. */
interface FaultDescription {
  readonly strikes: "an environment" | "a platform";
  readonly detail: string;
}

/** Every fault by the name of its switch. Each is in force until it is taken off. */
export const FAULTS = {
  "pre-deploy-fails": { strikes: "an environment", detail: "The pre-deploy command of every deploy fails." },
  "health-never-comes": { strikes: "an environment", detail: "What a deploy starts doesn't become healthy." },
  "image-missing": { strikes: "an environment", detail: "The image of every deploy is not at the registry." },
  "slow-step": { strikes: "an environment", detail: "Every step of a deploy takes a minute longer." },
  "instance-crash": {
    strikes: "an environment",
    detail: "An instance ends soon after it has become healthy, again and again.",
  },
  "postgres-down": { strikes: "an environment", detail: "The database server is down, with all that it had written." },
  "render-429": { strikes: "a platform", detail: "Render's API refuses every request as one too many." },
  "render-500": { strikes: "a platform", detail: "Render's API fails at every request." },
  "render-reset": { strikes: "a platform", detail: "Render's API ends every connection without an answer." },
  "render-slow": { strikes: "a platform", detail: "Render's API takes three seconds for every answer." },
  "vercel-429": { strikes: "a platform", detail: "Vercel's API refuses every request as one too many." },
  "vercel-500": { strikes: "a platform", detail: "Vercel's API fails at every request." },
  "vercel-reset": { strikes: "a platform", detail: "Vercel's API ends every connection without an answer." },
  "vercel-slow": { strikes: "a platform", detail: "Vercel's API takes three seconds for every answer." },
  "deployment-fails": { strikes: "a platform", detail: "Every deployment at Vercel ends in an error." },
  "deployment-slow": { strikes: "a platform", detail: "Every deployment at Vercel takes ten minutes longer." },
} as const satisfies Readonly<Record<string, FaultDescription>>;

export type FaultName = keyof typeof FAULTS;

/** One switch: a fault, and the environment that it strikes, for those that strike one. */
export interface FaultSwitch {
  readonly fault: FaultName;
  readonly environment?: HostedName | undefined;
}

/**
 * Reads a switch as a person writes it.
 *
 * @throws UsageFault when there is no such fault, or it lacks an environment, or strikes none.
 */
export function parseSwitch(fault: string, environment: string | undefined): FaultSwitch {
  if (!isFaultName(fault)) {
    throw new UsageFault(`There is no fault called ${fault}: it is one of ${Object.keys(FAULTS).join(", ")}.`);
  }
  if (FAULTS[fault].strikes === "a platform") {
    if (environment !== undefined)
      throw new UsageFault(`${fault} strikes a platform and no environment: leave ${environment} out.`);
    return { fault };
  }
  if (environment !== "staging" && environment !== "production") {
    throw new UsageFault(`${fault} strikes an environment: name staging or production behind it.`);
  }
  return { fault, environment };
}

/** Whether a fault goes by this name. */
export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}

/** The command that takes a fault off. */
export function offCommand({ fault, environment }: FaultSwitch): string {
  return `npm run rehearse -- fault ${fault}${environment ? ` ${environment}` : ""} --off`;
}

/** What is told where a fault can't be put on what isn't there. */
export function nothingToStrike({ fault, environment }: FaultSwitch): Fault {
  return new Fault(`${environment} has nothing that ${fault} could strike: bring it up with \`npm start\`.`);
}
