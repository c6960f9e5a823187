import { shellWord } from "../shell-word.ts";
import { localArgument } from "./environment-argument.ts";
import { type AddVerb, note, print } from "./verb.ts";

export const addEnv: AddVerb = (cli) => {
  cli
    .command("env")
    .description('print what a plain `pulumi` needs, as exports for a shell: eval "$(npm run --silent env -- local)"')
    .argument("<environment>", "local")
    .option("--stop", "stop the services that an earlier call left running")
    .action(async (name: string, { stop }: { stop?: boolean }) => {
      localArgument(name, "env");
      const { localPaths } = await import("../local/paths.ts");
      const paths = localPaths();
      if (stop) {
        const { stopKeeper } = await import("../local/keeper.ts");
        note((await stopKeeper(paths)) ? "Stopped." : "No services were left running.");
        return;
      }
      const { shellExports } = await import("../local/shell.ts");
      const { exports, hostedBy } = await shellExports(paths, (doing) => note(`${doing} …`));
      for (const [variable, value] of Object.entries(exports)) print(`export ${variable}=${shellWord(value)}`);
      note(
        `Postgres and the providers run in process ${hostedBy}; \`npm run env -- local --stop\` ends them when they were left running by this command.`,
      );
    });
};
