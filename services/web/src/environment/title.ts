import type { EnvironmentName } from "@live-listen/protocol";

const TITLES: Record<EnvironmentName, string> = { local: "Local", staging: "Staging", production: "Production" };

/** The environment's name as it is written in a heading. */
export function environmentName(environment: EnvironmentName): string {
  return TITLES[environment];
}

/** The title of the page; outside production it tells the environment, so that two tabs aren't mistaken for each other. */
export function environmentTitle(environment: EnvironmentName): string {
  return environment === "production" ? "Live Listen" : `Live Listen · ${environmentName(environment)}`;
}
