import { type HostedEnvironment, isHosted } from "@live-listen/stacks";
import { UsageFault } from "../fault.ts";
import { shellWord } from "../shell-word.ts";
import { environmentArgument, refuseForLocal } from "./environment-argument.ts";
import { REHEARSAL_HELP, verbCommand } from "./realm.ts";
import { type AddVerb, note, print } from "./verb.ts";

interface EnvFlags {
  readonly rehearsal?: boolean;
  readonly stop?: boolean;
}

export const addEnv: AddVerb = (cli) => {
  cli
    .command("env")
    .description('print what a plain `pulumi` needs, as exports for a shell: eval "$(npm run --silent env -- local)"')
    .argument("<environment>", "local, staging or production")
    .option("--rehearsal", REHEARSAL_HELP)
    .option("--stop", "stop the services that an earlier call left running")
    .action(async (name: string, flags: EnvFlags) => {
      const environment = environmentArgument(name);
      if (isHosted(environment)) return envOfHosted(environment, flags);
      refuseForLocal(environment, "env", flags, ["rehearsal"]);
      return envOfLocal(flags);
    });
};

async function envOfLocal({ stop }: EnvFlags): Promise<void> {
  const { localPaths } = await import("../local/paths.ts");
  const paths = localPaths();
  if (stop) {
    const { stopLocalKeeper } = await import("../local/keeper.ts");
    return tellStopped(await stopLocalKeeper(paths));
  }
  const { shellExports } = await import("../local/shell.ts");
  const { exports, hostedBy } = await shellExports(paths, tell);
  printExports(exports);
  note(
    `Postgres and the providers run in process ${hostedBy}; \`npm run env -- local --stop\` ends them when they were left running by this command.`,
  );
}

async function envOfHosted(row: HostedEnvironment, flags: EnvFlags): Promise<void> {
  if (flags.stop && !flags.rehearsal) {
    throw new UsageFault(`On the platforms nothing was left running: run \`npm run env -- ${row.name}\`.`);
  }
  const { platformExports, rehearsalExports, stopRehearsalKeeper } = await import("../realms/shell.ts");
  if (flags.stop) return tellStopped(await stopRehearsalKeeper());
  if (!flags.rehearsal) return printExports(await platformExports(tell));
  const { exports, hostedBy } = await rehearsalExports(row, tell);
  printExports(exports);
  note(
    `The rehearsal's platforms run in process ${hostedBy}; \`${verbCommand("env", row, flags)} --stop\` ends them when they were left running by this command.`,
  );
}

function tell(doing: string): void {
  note(`${doing} …`);
}

function tellStopped(was: boolean): void {
  note(was ? "Stopped." : "No services were left running.");
}

function printExports(exports: Readonly<Record<string, string>>): void {
  for (const [variable, value] of Object.entries(exports)) print(`export ${variable}=${shellWord(value)}`);
}
