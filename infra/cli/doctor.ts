import { join } from "node:path";
import { type Environment, type HostedEnvironment, isHosted } from "@live-listen/stacks";
import { InvalidArgumentError } from "commander";
import type { Finding } from "../doctor/examine.ts";
import { Fault } from "../fault.ts";
import { Checklist } from "./checklist.ts";
import { environmentArgument, refuseForLocal } from "./environment-argument.ts";
import { isInstalled } from "./installed.js";
import { REHEARSAL_HELP, verbCommand, withRealm } from "./realm.ts";
import { type AddVerb, print } from "./verb.ts";

const MARKS = { good: "✔", wrong: "✖", idle: "–" } as const;
const WAIT_MINUTES = 10;

interface DoctorFlags {
  readonly rehearsal?: boolean;
  readonly wait?: number;
  readonly json?: boolean;
}

export const addDoctor: AddVerb = (cli, { signal }) => {
  cli
    .command("doctor")
    .description("tell what is installed, found and reachable, and the cure for each fault; it changes nothing")
    .argument("[environment]", "local, staging or production", "local")
    .option("--rehearsal", REHEARSAL_HELP)
    .option(
      "--wait <minutes>",
      `how long domains and certificates are waited for; ${WAIT_MINUTES} when left out`,
      minutes,
    )
    .option("--json", "as one JSON line")
    .action(async (name: string, flags: DoctorFlags) => {
      const environment = environmentArgument(name);
      refuseForLocal(environment, "doctor", flags, ["rehearsal", "wait"]);
      const findings = isHosted(environment)
        ? await examineHosted(environment, flags, signal)
        : await examineLocal(environment);
      const faults = findings.filter(({ verdict }) => verdict === "wrong").length;
      if (flags.json) print(JSON.stringify({ environment: name, healthy: faults === 0, findings }));
      else for (const { name, verdict, sentence } of findings) print(`${MARKS[verdict]} ${name}: ${sentence}`);
      if (faults > 0) {
        throw new Fault(`${faults} of ${findings.length} checks found something wrong: each names its cure above.`);
      }
    });
};

async function examineLocal(environment: Environment): Promise<readonly Finding[]> {
  const { localPaths } = await import("../local/paths.ts");
  const { localChecks } = await import("../doctor/local.ts");
  const { examine } = await import("../doctor/examine.ts");
  const paths = localPaths();
  const node = join(paths.root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  const installed = () => isInstalled(paths.root, node);
  return examine(await localChecks({ paths, environment, installed }));
}

async function examineHosted(
  row: HostedEnvironment,
  flags: DoctorFlags,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const checklist = new Checklist(signal);
  return withRealm(checklist, flags, async (realm) => {
    const { RenderClient } = await import("../platforms/render/client.ts");
    const { VercelClient } = await import("../platforms/vercel/client.ts");
    const { hostedChecks } = await import("../doctor/hosted/checks.ts");
    const { hostedOutputs } = await import("../doctor/hosted/subject.ts");
    const { examineUntilWell } = await import("../doctor/wait.ts");
    return checklist.step(
      `Looking at ${row.name}`,
      async (progress) => {
        const { stack, access } = await realm.openStack(row, { progress, signal });
        const values = Object.entries(await stack.outputs()).map(([name, { value }]) => [name, value]);
        const outputs = hostedOutputs(Object.fromEntries(values));
        if (!outputs) throw new Fault(`${row.name} was not brought up: run \`${verbCommand("up", row, flags)}\`.`);
        const { render, vercel } = await access();
        const subject = {
          row,
          outputs,
          render: new RenderClient(render, signal),
          vercel: new VercelClient(vercel, signal),
        };
        const { wait = WAIT_MINUTES } = flags;
        return examineUntilWell(hostedChecks(subject, realm.name), progress, { milliseconds: wait * 60_000, signal });
      },
      (findings) => `${findings.length} checks`,
    );
  });
}

function minutes(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("It is a number of minutes, 0 for a single look.");
}
