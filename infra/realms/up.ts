import type { HostedEnvironment } from "@live-listen/stacks";
import type { Preview, Watch } from "../engine/stack.ts";
import { identifyOnPlatforms } from "./identify.ts";
import { findOrphans, orphanFault } from "./orphans.ts";
import type { HostedStack } from "./realm.ts";
import { assertIntended, type Intention, vanishedDatabases } from "./surprises.ts";

/** What a person has said beforehand to what an update may do. */
export type Consent = Pick<Intention, "dirty" | "allowed">;

/**
 * Finds out what an update of a hosted environment would do.
 *
 * @param mayChange whether the update follows: what an earlier one left half done is settled first then, so that the plan is about what is there.
 * @throws Fault when the program or its configuration won't do.
 */
export async function planHostedStack(
  { stack }: HostedStack,
  { mayChange }: { readonly mayChange: boolean },
  watch: Watch,
): Promise<Preview> {
  if (mayChange) await stack.recover(watch);
  return stack.preview(watch);
}

/**
 * Makes sure that a plan may be carried out.
 *
 * @throws Fault when it would lose something that nobody has said yes to, or make something a second time.
 */
export async function assertPlan(
  row: HostedEnvironment,
  { stack, access, creationsNeedLookingFor }: HostedStack,
  { steps }: Preview,
  consent: Consent,
): Promise<void> {
  const vanished = vanishedDatabases(steps, await stack.resources());
  assertIntended({ row, steps, vanished, ...consent });
  if (!creationsNeedLookingFor) return;
  const orphans = await findOrphans(steps, identifyOnPlatforms(await access()));
  if (orphans.length > 0) throw orphanFault(row.name, orphans);
}

/** Takes the protection from the resources that a person has said yes to losing. */
export async function unprotectAllowed(
  { stack }: HostedStack,
  allowed: readonly string[],
  watch: Watch,
): Promise<void> {
  if (allowed.length === 0) return;
  for (const { urn, name, isProtected } of await stack.resources(watch)) {
    if (isProtected && allowed.includes(name)) await stack.unprotect(urn, watch);
  }
}
