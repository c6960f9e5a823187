import type { PulumiCli } from "../engine/find-cli.ts";
import type { Changes, Watch } from "../engine/stack.ts";
import type { BackingServices } from "./backing-services.ts";
import { knowsOwner } from "./database.ts";
import { writeEnvFiles } from "./env-files.ts";
import type { LocalPaths } from "./paths.ts";
import { type LocalOutputs, openLocalStack, readLocalOutputs } from "./stack.ts";

/** What bringing up the local stack came to. */
export interface LocalUp {
  readonly changes: Changes;
  readonly outputs: LocalOutputs;
  /** Sentences that a person should read. */
  readonly notes: readonly string[];
}

/**
 * Brings up the local stack and writes the `.env` files of the services from its outputs.
 *
 * The server under the stack may have been set aside, or exchanged for one of Docker's, since the last `up`. The engine doesn't look, so this
 * asks whether the owner is known there, and if not lets the engine read the server and make what is missing.
 *
 * @throws Fault in one sentence with the cure.
 */
export async function upLocalStack(
  paths: LocalPaths,
  cli: PulumiCli,
  services: BackingServices,
  watch: Watch = {},
): Promise<LocalUp> {
  const stack = await openLocalStack(paths, cli, services);
  let changes = await stack.up(watch);
  let outputs = await readLocalOutputs(stack);
  if (!(await knowsOwner(outputs.migrationDatabaseUrl))) {
    watch.progress?.("the Postgres server is another one than last time; making the database anew");
    await stack.refresh(watch);
    changes = await stack.up(watch);
    outputs = await readLocalOutputs(stack);
  }
  return { changes, outputs, notes: await writeEnvFiles(paths, outputs) };
}
