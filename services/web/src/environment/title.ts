import type { EnvironmentName } from "@live-listen/protocol";

const TITLES: Record<EnvironmentName, string> = { local: "Local", staging: "Staging", production: "Production" };

/** The environment's name as it is written in a heading. */
export function environmentName(environment: EnvironmentName): string {
  return TITLES[environment];
}

/**
 * The title of the page: the place first, as tabs are narrow. Outside production it tells the environment, so that two tabs aren't mistaken for each
 * other.
 *
 * @param place where in the page one is; undefined for the page as such.
 */
export function pageTitle(environment: EnvironmentName, place?: string): string {
  const parts = [place, "Live Listen", environment === "production" ? undefined : environmentName(environment)];
  return parts.filter((part) => part !== undefined).join(" · ");
}
