import { findEnvironment } from "@live-listen/stacks";
import type { PulumiCli } from "../engine/find-cli.ts";
import type { Changes, Watch } from "../engine/stack.ts";
import type { BackingServices } from "./backing-services.ts";
import { setAside } from "./database.ts";
import { writeEnvFiles } from "./env-files.ts";
import type { LocalPaths } from "./paths.ts";
import { type LocalOutputs, openLocalStack, readLocalOutputs, STACK } from "./stack.ts";
import { readStackState } from "./stack-state.ts";

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
 * The server under the stack may have been set aside, or exchanged for one of Docker's, since the last `up`: the engine reads it each time and
 * makes what is missing. The other way round, the server may hold a database that this stack knows nothing of: it is set aside.
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
  const aside = await setAsideUnknown(paths, services);
  const changes = await stack.up(watch);
  const outputs = await readLocalOutputs(stack);
  return { changes, outputs, notes: [...aside, ...(await writeEnvFiles(paths, outputs))] };
}

/** A stack that knows of no resource, and was not cut off while it made one, made nothing of what bears its names. */
async function setAsideUnknown(paths: LocalPaths, { postgres }: BackingServices): Promise<string[]> {
  const state = await readStackState(paths);
  const name = findEnvironment(STACK)?.database.name;
  if (!name || !state || state.resources > 0 || state.pending > 0) return [];
  const mark = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const sentence = await setAside(postgres, name, mark);
  return sentence ? [sentence] : [];
}
