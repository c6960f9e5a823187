import { spawn } from "node:child_process";
import { type HostedEnvironment, isHosted } from "@live-listen/stacks";
import { Fault } from "../fault.ts";
import { shellWord } from "../shell-word.ts";
import { environmentArgument } from "./environment-argument.ts";
import { runningRehearsal } from "./running-rehearsal.ts";
import { type AddVerb, note, print } from "./verb.ts";

interface OpenFlags {
  readonly print?: boolean;
}

export const addOpen: AddVerb = (cli) => {
  cli
    .command("open")
    .description("open a browser that finds an environment of the rehearsal under its own name")
    .argument("<environment>", "local, staging or production")
    .option("--print", "print the command that would start the browser, for one of your own")
    .action(async (name: string, flags: OpenFlags) => {
      const environment = environmentArgument(name);
      const { findBrowser } = await import("../realms/rehearsal/browser.ts");
      const args = isHosted(environment) ? await argumentsFor(environment) : [environment.webUrl];
      if (flags.print) return print(["chromium", ...args].map(shellWord).join(" "));
      const browser = await findBrowser();
      await start(browser, args);
      note(`${browser} opens ${environment.webUrl}.`);
    });
};

/** A profile of its own: only in such a one does Chromium take the edge's certificates, and a person's own stays as it is. */
async function argumentsFor({ webUrl }: HostedEnvironment): Promise<readonly string[]> {
  const { rehearsalPaths } = await import("../realms/rehearsal/paths.ts");
  const { ZONES } = await import("../realms/rehearsal/network.ts");
  const { browserArguments } = await import("@live-listen/rehearsal/edge");
  const { edge } = await runningRehearsal();
  return [
    `--user-data-dir=${rehearsalPaths().browser}`,
    "--no-first-run",
    "--no-default-browser-check",
    ...browserArguments(edge, ZONES),
    webUrl,
  ];
}

/** The browser goes on when this process has ended. */
function start(browser: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(browser, [...args], { detached: true, stdio: "ignore" });
    child.once("error", (error) => {
      reject(new Fault(`${browser} could not be started (${error.message}): name another one with BROWSER_PATH.`));
    });
    child.once("spawn", () => {
      child.unref();
      resolve();
    });
  });
}
