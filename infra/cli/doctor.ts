import { join } from "node:path";
import { type Environment, isHosted } from "@live-listen/stacks";
import { InvalidArgumentError } from "commander";
import type { Finding } from "../doctor/examine.ts";
import { Fault } from "../fault.ts";
import { examineHosted } from "./doctor-hosted.ts";
import { environmentArgument, refuseForLocal } from "./environment-argument.ts";
import { isInstalled } from "./installed.js";
import { REHEARSAL_HELP, verbCommand } from "./realm.ts";
import { type AddVerb, print } from "./verb.ts";

const MARKS = { good: "✔", wrong: "✖", pending: "…", idle: "–" } as const;
const WAIT_MINUTES = 10;

/** What is done beside looking, so that nobody has to guess. */
const HELP = `
local: looks at this machine, and changes nothing.

staging, production: reads the stack and what it made at Render and Vercel, and changes none of it. As long as a domain isn't verified, both
platforms are asked to look at it again, which they also do by themselves. What time cures is waited for: DNS, verification, certificates. What
is wrong ends the wait at once. The Pulumi CLI is obtained when there is none. With --rehearsal the stand-ins are started with all that runs there,
the API's image is built unless it is there, and what was started is stopped at the end.`;

interface DoctorFlags {
  readonly rehearsal?: boolean;
  readonly wait?: number;
  readonly json?: boolean;
}

export const addDoctor: AddVerb = (cli, { signal }) => {
  cli
    .command("doctor")
    .description("tell what is installed, found and reachable, and the cure for each fault")
    .argument("[environment]", "local, staging or production", "local")
    .option("--rehearsal", REHEARSAL_HELP)
    .option(
      "--wait <minutes>",
      `how long domains and certificates are waited for; ${WAIT_MINUTES} when left out, 0 for a single look`,
      minutes,
    )
    .option("--json", "as one JSON line")
    .addHelpText("after", HELP)
    .action(async (name: string, flags: DoctorFlags) => {
      const environment = environmentArgument(name);
      refuseForLocal(environment, "doctor", flags, ["rehearsal", "wait"]);
      const { wait = WAIT_MINUTES } = flags;
      const findings = isHosted(environment)
        ? await examineHosted(environment, flags, wait * 60_000, signal)
        : await examineLocal(environment, signal);
      const among = (verdict: Finding["verdict"]) => findings.filter((finding) => finding.verdict === verdict).length;
      const [wrong, pending] = [among("wrong"), among("pending")];
      const healthy = wrong + pending === 0 && !signal.aborted;
      if (flags.json) print(JSON.stringify({ environment: name, healthy, findings }));
      else for (const { name, verdict, sentence } of findings) print(`${MARKS[verdict]} ${name}: ${sentence}`);
      // What was found until then is told, and the exit code says that it wasn't all.
      signal.throwIfAborted();
      if (wrong > 0) {
        throw new Fault(`${wrong} of ${findings.length} checks found something wrong: each names its cure above.`);
      }
      if (pending > 0 && isHosted(environment)) {
        throw new Fault(
          `${pending} of ${findings.length} checks found what isn't there yet: \`${verbCommand("doctor", environment, flags)}\` waits for it on.`,
        );
      }
    });
};

async function examineLocal(environment: Environment, signal: AbortSignal): Promise<readonly Finding[]> {
  const { localPaths } = await import("../local/paths.ts");
  const { localChecks } = await import("../doctor/local/checks.ts");
  const { examine } = await import("../doctor/examine.ts");
  const paths = localPaths();
  const node = join(paths.root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  const installed = () => isInstalled(paths.root, node);
  return examine(await localChecks({ paths, environment, installed }), signal);
}

function minutes(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError("It is a number of minutes, 0 for a single look.");
}
