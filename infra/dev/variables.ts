import { existsSync } from "node:fs";
import { join } from "node:path";
import { findCli } from "../engine/find-cli.ts";
import type { Watch } from "../engine/stack.ts";
import type { BackingServices } from "../local/backing-services.ts";
import { ensureOwnerAndDatabase } from "../local/database.ts";
import { ENV_FILES, readEnvFile } from "../local/env-files.ts";
import type { LocalPaths } from "../local/paths.ts";
import { silent } from "../progress.ts";
import { dataSetUrls, ensureDataSet } from "./data-set.ts";

/** The variables that the services are developed with. */
export interface DevVariables {
  readonly api: Readonly<Record<string, string>>;
  readonly web: Readonly<Record<string, string>>;
  /** Where they come from, in words. */
  readonly from: string;
}

/**
 * The variables of the `.env` files; where one is missing, the stack is brought up first, which writes it. The engine isn't asked when both are
 * there: a developer starts many times a day, and copied examples have no stack.
 *
 * @param dataSet makes the API work on the database of that data set.
 * @throws Fault in one sentence with the cure.
 */
export async function ensureVariables(
  paths: LocalPaths,
  backing: BackingServices,
  dataSet: string | undefined,
  watch: Watch,
): Promise<DevVariables> {
  const progress = watch.progress ?? silent;
  const missing = Object.values(ENV_FILES).filter((file) => !existsSync(join(paths.root, file)));
  if (missing.length > 0) {
    const { upLocalStack } = await import("../local/up.ts");
    await upLocalStack(paths, await findCli(progress, watch.signal), backing, watch);
  }
  const [api, web] = await Promise.all([readEnvFile(paths, "api"), readEnvFile(paths, "web")]);
  const from = missing.length > 0 ? "written from the stack" : "the .env files";
  const { DATABASE_URL, MIGRATION_DATABASE_URL } = api;
  if (dataSet === undefined || !DATABASE_URL || !MIGRATION_DATABASE_URL) return { api, web, from };
  await ensureOwnerAndDatabase(backing.postgres, MIGRATION_DATABASE_URL, progress);
  const urls = dataSetUrls({ DATABASE_URL, MIGRATION_DATABASE_URL }, dataSet);
  const made = await ensureDataSet(MIGRATION_DATABASE_URL, urls.MIGRATION_DATABASE_URL);
  return { api: { ...api, ...urls }, web, from: `${from}, data set ${dataSet}${made ? " (new)" : ""}` };
}
