import { findCli } from "../engine/find-cli.ts";
import { shellPath } from "../engine/shell-path.ts";
import { engineVariables } from "../engine/variables.ts";
import type { Progress } from "../progress.ts";
import { openBackingServices } from "./backing-services.ts";
import { ensureLocalKeeper } from "./keeper.ts";
import { type LocalPaths, ROOT } from "./paths.ts";
import { postgresAccess } from "./postgres.ts";
import { localEngineSettings, openLocalStack } from "./stack.ts";

/**
 * What a shell needs for plain `pulumi` commands on the local stack: a PATH with Node 24, the CLI and, for a CLI that was built here, its
 * language host; the backend and the passphrase; the attached providers. Makes sure that all of it is there, and the stack too.
 *
 * @returns the variables to export, and the process that hosts the backing services.
 * @throws Fault in one sentence with the cure.
 */
export async function shellExports(
  paths: LocalPaths,
  progress: Progress,
): Promise<{ readonly exports: Readonly<Record<string, string>>; readonly hostedBy: number }> {
  const cli = await findCli(progress);
  const hostedBy = await ensureLocalKeeper(paths, progress);
  const services = await openBackingServices(paths, progress, postgresAccess(), "brief");
  try {
    await openLocalStack(paths, cli, services);
  } finally {
    await services.close();
  }
  return {
    exports: { ...engineVariables(localEngineSettings(paths, services)), PATH: await shellPath(cli, paths.bin, ROOT) },
    hostedBy,
  };
}
