import { createHash } from "node:crypto";
import type { PropertyTable } from "@live-listen/property-tables";
import type { Values } from "../wire/values.ts";

/** As many random characters as Pulumi's Terraform bridge adds. */
const SUFFIX_LENGTH = 7;

/**
 * Fills the properties that are named automatically: a name once given stays, a new one is the resource's name and a
 * suffix from the engine's seed, which is the same in preview and update
 * (https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming).
 *
 * @param given what the program gives
 * @param old the inputs of last time; empty for a resource that is new or being replaced
 * @param resourceName the resource's name in the program
 * @param seed the engine's random seed for this resource
 */
export function autoName(
  table: PropertyTable,
  given: Values,
  old: Values,
  resourceName: string,
  seed: Uint8Array,
): Values {
  const named: Record<string, unknown> = { ...given };
  for (const [name, { autoNamed }] of Object.entries(table)) {
    if (!autoNamed || named[name] !== undefined) continue;
    const kept = old[name];
    if (typeof kept === "string" && isAutoNamed(kept, resourceName)) {
      named[name] = kept;
      continue;
    }
    const suffix = createHash("sha256").update(seed).digest("hex").slice(0, SUFFIX_LENGTH);
    named[name] = `${resourceName.slice(0, autoNamed.maxLength - SUFFIX_LENGTH - 1)}-${suffix}`;
  }
  return named;
}

/** Whether a name looks like one that {@link autoName} made. */
export function isAutoNamed(value: string, resourceName: string): boolean {
  const prefix = value.slice(0, -SUFFIX_LENGTH - 1);
  return /-[0-9a-f]{7}$/.test(value) && prefix !== "" && resourceName.startsWith(prefix);
}
