import { isHosted } from "@live-listen/stacks";
import { UsageFault } from "../fault.ts";
import type { FaultSwitch } from "../realms/rehearsal/faults/catalogue.ts";
import { environmentArgument } from "./environment-argument.ts";
import { findRehearsal, runningRehearsal } from "./running-rehearsal.ts";
import { formatTable } from "./table.ts";
import { type AddVerb, note, print } from "./verb.ts";

const ACTIONS = ["status", "deploy", "fault", "stop", "reset"] as const;

const HELP = `
Actions:
  status                        what runs, and which faults are in force
  deploy <environment>          deploy what is checked out onto staging or production, also when it serves that already
  fault                         every fault by its name
  fault <name> [environment]    let something go wrong from now on; --off takes it off again
  stop                          end what was left running
  reset                         remove all that the rehearsal has made, databases and all`;

interface RehearseFlags {
  readonly off?: boolean;
  readonly json?: boolean;
}

export const addRehearse: AddVerb = (cli, { signal }) => {
  cli
    .command("rehearse")
    .description("look after the rehearsal: see what runs, let something go wrong on purpose, stop it, begin anew")
    .argument("<action>", ACTIONS.join(", "))
    .argument("[name]", "the fault that is put in force, or the environment that is deployed onto")
    .argument("[environment]", "the environment that it strikes")
    .option("--off", "take the fault off")
    .option("--json", "as one JSON line")
    .addHelpText("after", HELP)
    .action(async (action: string, name: string | undefined, environment: string | undefined, flags: RehearseFlags) => {
      if (action === "deploy") return deploy(name, signal);
      if (action !== "fault" && name !== undefined) {
        throw new UsageFault(`\`npm run rehearse -- ${action}\` takes nothing behind it.`);
      }
      if (action === "status") return tellStatus(flags);
      if (action === "fault") return name === undefined ? tellFaults(flags) : turn(name, environment, flags);
      const { resetRehearsal, stopRehearsal } = await import("../realms/rehearsal/reset.ts");
      if (action === "stop") return note((await stopRehearsal()) ? "Stopped." : "The rehearsal doesn't run.");
      if (action !== "reset") {
        throw new UsageFault(`There is no \`npm run rehearse -- ${action}\`: it is one of ${ACTIONS.join(", ")}.`);
      }
      await resetRehearsal();
      note("Removed: its stacks, releases and databases. `npm start` makes them anew.");
    });
};

async function deploy(name: string | undefined, signal: AbortSignal): Promise<void> {
  if (name === undefined) throw new UsageFault("Name the environment: `npm run rehearse -- deploy staging`.");
  const environment = environmentArgument(name);
  if (!isHosted(environment)) {
    throw new UsageFault(
      `${name} runs from this checkout, and nothing is deployed onto it: name staging or production.`,
    );
  }
  await runningRehearsal();
  const { deployInRehearsal } = await import("./rehearse-deploy.ts");
  await deployInRehearsal(environment, signal);
}

async function tellStatus({ json }: RehearseFlags): Promise<void> {
  const host = await findRehearsal();
  if (!host) {
    if (json) print(JSON.stringify({ running: false }));
    else print("The rehearsal doesn't run: `npm start` starts it.");
    return;
  }
  const { faultsInForce } = await import("../realms/rehearsal/faults/control.ts");
  const { renderUrl, vercelUrl, edge } = host.told;
  const faults = await faultsInForce(host.told.control);
  if (json)
    return print(JSON.stringify({ running: true, pid: host.pid, renderUrl, vercelUrl, edgePort: edge.port, faults }));
  const rows = [
    ["Process", String(host.pid)],
    ["Render's API", renderUrl],
    ["Vercel's API", vercelUrl],
    ["Edge", `127.0.0.1:${edge.port}`],
    ["Faults", faults.map(inWords).join(", ") || "none"],
  ];
  print(formatTable(["Rehearsal", "running"], rows));
}

async function tellFaults({ json }: RehearseFlags): Promise<void> {
  const { FAULTS } = await import("../realms/rehearsal/faults/catalogue.ts");
  if (json) return print(JSON.stringify(FAULTS));
  const rows = Object.entries(FAULTS).map(([name, { strikes, detail }]) => [name, strikes, detail]);
  print(formatTable(["Fault", "strikes", "what goes wrong"], rows));
}

async function turn(
  name: string,
  environment: string | undefined,
  { off = false, json }: RehearseFlags,
): Promise<void> {
  const { offCommand, parseSwitch } = await import("../realms/rehearsal/faults/catalogue.ts");
  const { turnFault } = await import("../realms/rehearsal/faults/control.ts");
  const one = parseSwitch(name, environment);
  const inForce = await turnFault((await runningRehearsal()).control, name, environment, !off);
  if (json) return print(JSON.stringify({ faults: inForce }));
  note(off ? `${inWords(one)} is off.` : `${inWords(one)} is in force until \`${offCommand(one)}\`.`);
}

function inWords({ fault, environment }: FaultSwitch): string {
  return environment ? `${fault} on ${environment}` : fault;
}
