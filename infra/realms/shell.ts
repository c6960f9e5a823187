import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HostedEnvironment } from "@live-listen/stacks";
import { findCli } from "../engine/find-cli.ts";
import { shellPath } from "../engine/shell-path.ts";
import { engineVariables } from "../engine/variables.ts";
import { ensureKeeper, stopKeeper } from "../hosting/keeper.ts";
import { localPaths } from "../local/paths.ts";
import type { Progress } from "../progress.ts";
import { openRehearsal } from "./rehearsal/open.ts";
import { rehearsalPaths } from "./rehearsal/paths.ts";
import { assertNoRealCredentials } from "./rehearsal/real-credentials.ts";
import { sharedRehearsalServices } from "./rehearsal/services.ts";
import { findableRehearsalServices } from "./rehearsal/told.ts";

const KEEPER = fileURLToPath(new URL("./rehearsal/keeper-main.ts", import.meta.url));

/** What a shell needs for plain `pulumi` commands on a stack. */
export type ShellExports = Readonly<Record<string, string>>;

/** For the stack on the platforms: Node 24 and the CLI; where state and secrets' keys are is the person's login. */
export async function platformExports(progress: Progress): Promise<ShellExports> {
  const { root, bin } = localPaths();
  return { PATH: await shellPath(await findCli(progress), bin, root) };
}

/**
 * For the stack in the rehearsal: the same, its own state and settings, and the providers of the stand-ins. Makes sure that all of it is there.
 *
 * @returns the variables to export, and the process that hosts the stand-ins.
 * @throws Fault in one sentence with the cure.
 */
export async function rehearsalExports(
  row: HostedEnvironment,
  progress: Progress,
): Promise<{ readonly exports: ShellExports; readonly hostedBy: number }> {
  assertNoRealCredentials();
  const paths = rehearsalPaths();
  const cli = await findCli(progress);
  const program = { script: KEEPER, args: [paths.root], logFile: join(paths.logs, "keeper.log") };
  const hostedBy = await ensureKeeper(sharedRehearsalServices(paths), program, progress);
  const rehearsal = await openRehearsal({ cli, progress, paths });
  try {
    await rehearsal.openStack(row);
    return {
      hostedBy,
      exports: {
        ...engineVariables(rehearsal.settingsOf(row)),
        PULUMI_OPTION_CONFIG_FILE: paths.stack(row.name).settingsFile,
        PATH: await shellPath(cli, paths.bin, paths.root),
      },
    };
  } finally {
    await rehearsal.close();
  }
}

/** Stops the process that {@link rehearsalExports} left running. @returns whether there was one. */
export function stopRehearsalKeeper(): Promise<boolean> {
  return stopKeeper(findableRehearsalServices(rehearsalPaths()));
}
