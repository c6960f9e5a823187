import { sep } from "node:path";
import { Fault } from "../../fault.ts";

/** Where the engine is told by a shell to keep state, secrets' key and settings. */
const PLACES = ["PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE_FILE", "PULUMI_HOME", "PULUMI_OPTION_CONFIG_FILE"];

/** The folder of a clone that holds the local stack and the rehearsal. */
const OF_THIS_MACHINE = `${sep}.live-listen${sep}`;

/**
 * Makes sure that the shell is not set up for the local stack or the rehearsal: the engine would work on what is on this machine, and a person
 * would believe that it was the platforms.
 *
 * @throws Fault naming the variables that say so.
 */
export function assertNoShellOfThisMachine(env: NodeJS.ProcessEnv = process.env): void {
  const found = PLACES.filter((name) => env[name]?.includes(OF_THIS_MACHINE));
  if (env.PULUMI_DEBUG_PROVIDERS) found.unshift("PULUMI_DEBUG_PROVIDERS");
  if (found.length === 0) return;
  throw new Fault(
    `This shell is set up for stacks of this machine: run \`unset ${found.join(" ")}\` or open another one, or add --rehearsal.`,
  );
}
