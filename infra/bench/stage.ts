import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { findCli, type PulumiCli } from "../engine/find-cli.ts";
import { type BackingServices, openBackingServices } from "../local/backing-services.ts";
import { migrateDatabase } from "../local/database.ts";
import { readEnvFile } from "../local/env-files.ts";
import { type LocalPaths, localPaths } from "../local/paths.ts";
import { postgresAccess } from "../local/postgres.ts";
import { upLocalStack } from "../local/up.ts";
import type { Progress } from "../progress.ts";

/** A local environment in a temporary folder, for measuring beside whatever runs on the usual ports. */
export interface Stage {
  readonly paths: LocalPaths;
  readonly cli: PulumiCli;
  readonly backing: BackingServices;
  /** Variables of the API, for a free port. */
  readonly apiVariables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Brings up a stage: Postgres, the stack, the schema. */
export async function openStage(progress: Progress): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), "live-listen-bench-"));
  // As root the Postgres server runs as another user, who has to get to its data.
  await chmod(root, 0o755);
  await writeFile(join(root, "Pulumi.yaml"), "name: live-listen\nruntime: nodejs\n");
  for (const service of ["api", "web"]) await mkdir(join(root, "services", service), { recursive: true });
  const paths: LocalPaths = {
    ...localPaths(root),
    postgresData: join(root, "postgres"),
    postgresBinaries: localPaths().postgresBinaries,
  };
  const cli = await findCli(progress);
  const backing = await openBackingServices(paths, progress, { ...postgresAccess(), port: await findFreePort() });
  const close = async () => {
    await backing.close();
    await rm(root, { recursive: true, force: true });
  };
  try {
    await upLocalStack(paths, cli, backing, { progress });
    const apiVariables = {
      ...(await readEnvFile(paths, "api")),
      PORT: String(await findFreePort()),
      LOG_LEVEL: "warn",
    };
    await migrateDatabase(backing.postgres, apiVariables, progress);
    return { paths, cli, backing, apiVariables, close };
  } catch (error) {
    await close();
    throw error;
  }
}
