import type { EnvironmentName } from "@live-listen/stacks";
import type { ConfigMap } from "@pulumi/pulumi/automation/index.js";
import { configurationKeys } from "../configuration/keys.ts";
import type { IdentifyResource } from "../engine/deployment.ts";
import type { PlanStep } from "../engine/plan.ts";
import { Fault } from "../fault.ts";
import { shellWord } from "../shell-word.ts";
import { importIdOf } from "./identify.ts";

/** Something at a platform that bears the name of a resource which is about to be made. */
export interface Orphan {
  /** As the program calls the resource. */
  readonly name: string;
  /** By which it is imported. */
  readonly id: string;
}

/**
 * Finds what is at the platforms already though the state knows nothing of it: a creation that failed late leaves it there, and a second one
 * would stand beside it under the same name.
 */
export async function findOrphans(steps: readonly PlanStep[], identify: IdentifyResource): Promise<readonly Orphan[]> {
  const found: Orphan[] = [];
  for (const { operation, type, name, inputs } of steps) {
    if (operation !== "create") continue;
    const id = await identify(type, inputs);
    if (id !== undefined) found.push({ name, id: importIdOf(type, inputs, id) });
  }
  return found;
}

/** What a stack's configuration takes in already, by the names that the program gives; nothing when it can't be read, which the program tells. */
export function importsOf(configuration: ConfigMap): Readonly<Record<string, string>> {
  const { key, schema } = configurationKeys.imports;
  return schema.safeParse(configuration[key]?.value).data ?? {};
}

/**
 * Says what was found and how it is taken into the state.
 *
 * @param imports what the configuration takes in already: the key holds all of them, so that the command that is told must name those as well.
 */
export function orphanFault(
  stack: EnvironmentName,
  orphans: readonly Orphan[],
  imports: Readonly<Record<string, string>>,
): Fault {
  const what = orphans.map(({ name, id }) => `${name} (${id})`).join(" and ");
  const all = JSON.stringify({ ...imports, ...Object.fromEntries(orphans.map(({ name, id }) => [name, id])) });
  return new Fault(
    `At the platforms there is already what this would make, and the state knows nothing of it: ${what}: if it is this environment's, take it in with \`pulumi config set ${configurationKeys.imports.key} ${shellWord(all)} -s ${stack}\`, then run this again; docs/adopt.md tells more.`,
  );
}
