import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { IdentifyResource } from "../engine/deployment.ts";
import type { PulumiCli } from "../engine/find-cli.ts";
import { ensurePassphrase } from "../engine/passphrase.ts";
import { EngineStack } from "../engine/stack.ts";
import type { EngineSettings } from "../engine/variables.ts";
import program from "../index.ts";
import type { BackingServices } from "./backing-services.ts";
import type { LocalPaths } from "./paths.ts";

/** The names by which the engine knows the project and the local stack. */
export const PROJECT = "live-listen";
export const STACK = "local";

/** The outputs of the local stack that the services and the person need; there are others. */
const outputsSchema = z.object({
  webUrl: z.string(),
  apiUrl: z.string(),
  wsUrl: z.string(),
  databaseHost: z.string(),
  databaseName: z.string(),
  migrationDatabaseUrl: z.string(),
  apiVariables: z.record(z.string(), z.string()),
  webVariables: z.record(z.string(), z.string()),
});

export type LocalOutputs = z.infer<typeof outputsSchema>;

/** What an engine needs to know to work on the local stack. */
export function localEngineSettings(paths: LocalPaths, services: BackingServices): EngineSettings {
  return {
    backendUrl: pathToFileURL(paths.state).href,
    passphraseFile: paths.passphraseFile,
    pulumiHome: paths.pulumiHome,
    attachedProviders: services.attachedProviders,
  };
}

/**
 * Opens the local stack: its state, its passphrase and its configuration, each made when missing.
 *
 * @throws Fault in one sentence when the engine can't open it.
 */
export async function openLocalStack(
  paths: LocalPaths,
  cli: PulumiCli,
  services: BackingServices,
): Promise<EngineStack> {
  const { host, port, superuser } = services.postgres;
  const isNew = await ensurePassphrase(paths.passphraseFile);
  // Made with a passphrase that is gone, these settings can never be opened again; all of them are made below.
  if (isNew) await rm(join(paths.root, `Pulumi.${STACK}.yaml`), { force: true });
  return EngineStack.open({
    cli,
    settings: localEngineSettings(paths, services),
    projectDirectory: paths.root,
    project: PROJECT,
    stack: STACK,
    program,
    identify: identifyPostgres,
    config: {
      "postgresql:host": { value: host },
      "postgresql:port": { value: String(port) },
      "postgresql:username": { value: superuser.name },
      "postgresql:password": { value: superuser.password, secret: true },
      "postgresql:sslmode": { value: "disable" },
    },
  });
}

/** The outputs of the local stack. */
export async function readLocalOutputs(stack: EngineStack): Promise<LocalOutputs> {
  return outputsSchema.parse(await stack.outputValues());
}

/** Roles and databases have their names for ids. */
const identifyPostgres: IdentifyResource = (type, inputs) => {
  const named = type === "postgresql:index/role:Role" || type === "postgresql:index/database:Database";
  return named && typeof inputs.name === "string" ? inputs.name : undefined;
};
