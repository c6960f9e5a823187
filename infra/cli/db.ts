import { UsageFault } from "../fault.ts";
import { localArgument } from "./environment-argument.ts";
import type { AddVerb } from "./verb.ts";

/** What the verb says, and what the migration command of the API calls it. */
const ACTIONS: Readonly<Record<string, string>> = { migrate: "up", down: "down", status: "status" };

export const addDb: AddVerb = (cli) => {
  cli
    .command("db")
    .description("migrate the database of an environment, take a migration back, or tell where it stands")
    .argument("<action>", Object.keys(ACTIONS).join(", "))
    .argument("<environment>", "local")
    .option("--to <migration>", "the migration to go to, instead of the newest or the one before")
    .option("--json", "end with one JSON line")
    .action(async (action: string, name: string, { to, json }: { to?: string; json?: boolean }) => {
      const verb = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
      if (!verb)
        throw new UsageFault(
          `There is no \`npm run db -- ${action}\`: it is one of ${Object.keys(ACTIONS).join(", ")}.`,
        );
      localArgument(name, "db");
      const { localPaths } = await import("../local/paths.ts");
      const { openBackingServices } = await import("../local/backing-services.ts");
      const { postgresAccess } = await import("../local/postgres.ts");
      const { readEnvFile } = await import("../local/env-files.ts");
      const { ensureOwnerAndDatabase } = await import("../local/database.ts");
      const { runMigrationCommand } = await import("../local/migrations.ts");
      const { silent } = await import("../progress.ts");
      const paths = localPaths();
      const variables = await readEnvFile(paths, "api");
      const backing = await openBackingServices(paths, silent, postgresAccess(), "brief");
      try {
        const owner = variables.MIGRATION_DATABASE_URL;
        if (owner) await ensureOwnerAndDatabase(backing.postgres, owner, silent);
        const args = [verb, ...(to ? ["--to", to] : []), ...(json ? ["--json"] : [])];
        const code = await runMigrationCommand(args, variables);
        if (code !== 0) process.exitCode = code;
      } finally {
        await backing.close();
      }
    });
};
