import type { PulumiCli } from "../engine/find-cli.ts";
import type { Changes, Watch } from "../engine/stack.ts";
import type { BackingServices } from "./backing-services.ts";
import { dropAppRole, dropDataSets } from "./database.ts";
import { forgetEnvFiles } from "./env-files.ts";
import type { LocalPaths } from "./paths.ts";
import { openLocalStack } from "./stack.ts";

/**
 * Deletes what the local stack made: its roles, its database with all rows in it, its secrets. An `.env` file stays if a person edited it.
 *
 * @throws Fault in one sentence with the cure.
 */
export async function destroyLocalStack(
  paths: LocalPaths,
  cli: PulumiCli,
  services: BackingServices,
  watch: Watch = {},
): Promise<Changes> {
  const stack = await openLocalStack(paths, cli, services);
  const { databaseUrl, migrationDatabaseUrl } = await stack.outputs();
  // Before the rest, while the stack still tells their names: a destroy that is cut off here is finished by the next one.
  if (typeof migrationDatabaseUrl?.value === "string")
    await dropDataSets(services.postgres, migrationDatabaseUrl.value);
  if (typeof databaseUrl?.value === "string") await dropAppRole(services.postgres, databaseUrl.value);
  const changes = await stack.destroy(watch);
  await forgetEnvFiles(paths);
  return changes;
}
