import { type Check, good, wrong } from "../check.ts";

/**
 * The npm packages.
 *
 * @param installed says whether they are as the lock file wants them.
 */
export function packagesCheck(installed: () => boolean): Check {
  return {
    name: "npm packages",
    look: async () =>
      installed()
        ? good("Installed as package-lock.json says.")
        : wrong("They are not as package-lock.json says: run `npm ci`."),
  };
}
