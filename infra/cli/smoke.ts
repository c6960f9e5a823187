import type { Environment } from "@live-listen/stacks";
import { Fault } from "../fault.ts";
import type { Network } from "../releases/network.ts";
import type { SmokeResult } from "../releases/smoke.ts";
import { environmentArgument, refuseForLocal } from "./environment-argument.ts";
import { runningRehearsal } from "./running-rehearsal.ts";
import { type AddVerb, print } from "./verb.ts";

export const addSmoke: AddVerb = (cli) => {
  cli
    .command("smoke")
    .description("look at a running environment as its users do")
    .argument("<environment>", "local, staging or production")
    .option("--rehearsal", "at the edge of the rehearsal that runs on this machine")
    .option("--json", "as one JSON line")
    .action(async (name: string, flags: { json?: boolean; rehearsal?: boolean }) => {
      const { json, rehearsal } = flags;
      const environment = environmentArgument(name);
      refuseForLocal(environment, "smoke", flags, ["rehearsal"]);
      const network = rehearsal ? await networkOfRehearsal() : undefined;
      const result = await smokeOf(environment, network);
      if (json) print(JSON.stringify({ environment: name, ...result }));
      else for (const { ok, name, detail } of result.checks) print(`${ok ? "✔" : "✖"} ${name}: ${detail}`);
      if (!result.ok) throw failureOf(environment, result, network);
    });
};

async function networkOfRehearsal(): Promise<Network> {
  const { rehearsalNetwork } = await import("../realms/rehearsal/network.ts");
  return rehearsalNetwork(await runningRehearsal());
}

/**
 * Smoke-tests an environment.
 *
 * @param network how its addresses are reached; the internet when undefined.
 * @throws Fault that tells every check that failed.
 */
export async function passedSmoke(environment: Environment, network?: Network): Promise<SmokeResult> {
  const result = await smokeOf(environment, network);
  if (result.ok) return result;
  const details = result.checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
  throw new Fault(`${failureOf(environment, result, network).message}\n${details.join("\n")}`);
}

async function smokeOf({ name, webUrl, apiUrl, wsUrl }: Environment, network?: Network): Promise<SmokeResult> {
  const { smoke } = await import("../releases/smoke.ts");
  return smoke({ environment: name, webUrl, apiUrl, wsUrl, network });
}

function failureOf({ name }: Environment, { checks }: SmokeResult, network: Network | undefined): Fault {
  const failed = checks.filter(({ ok }) => !ok).length;
  const doctor = `\`npm run doctor -- ${name}${network ? " --rehearsal" : ""}\` tells what can be reached from here`;
  const cure = name === "local" ? "`npm start` brings it up" : doctor;
  return new Fault(`${failed} of ${checks.length} smoke tests of ${name} failed: ${cure}.`);
}
