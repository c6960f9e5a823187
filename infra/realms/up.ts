import type { HostedEnvironment } from "@live-listen/stacks";
import type { Preview, Watch } from "../engine/stack.ts";
import { identifyOnPlatforms } from "./identify.ts";
import { findOrphans, importsOf, orphanFault } from "./orphans.ts";
import type { HostedStack } from "./realm.ts";
import { assertNothingLost, vanishedDatabases } from "./surprises.ts";

const SERVICE_TYPE = "render:index/webService:WebService";

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

/** Whether an update would change a service that is there, whose instances see it only with the next deploy. */
export function changesService({ steps }: Preview): boolean {
  return steps.some(({ operation, type }) => operation === "update" && type === SERVICE_TYPE);
}

/** Whether an update would find something to do. */
export function hasWork({ steps, outputsChange }: Preview): boolean {
  return steps.length > 0 || outputsChange;
}

/**
 * Finds out what an update would do, for a stack that most likely is as it should be: what changes nothing is not held to the policies again, which
 * takes a process of its own and was done when it was brought up.
 */
export async function planSettledStack({ stack }: HostedStack, watch: Watch): Promise<Preview> {
  await stack.recover(watch);
  const plan = await stack.preview(watch, { policies: false });
  return hasWork(plan) ? stack.preview(watch) : plan;
}

/**
 * Makes sure that a plan may be carried out.
 *
 * What is carried out afterwards is planned anew by the engine. Should the world have changed in between, databases that nobody has said yes
 * to losing are protected still.
 *
 * @param allowed names given by `--yes-replace`.
 * @throws Fault when it would lose something that nobody has said yes to, or make something a second time.
 */
export async function assertPlan(
  row: HostedEnvironment,
  { stack, access, creationsNeedLookingFor }: HostedStack,
  { steps }: Preview,
  allowed: readonly string[],
): Promise<void> {
  const vanished = steps.length > 0 ? vanishedDatabases(steps, await stack.resources()) : [];
  assertNothingLost({ row, steps, vanished, allowed });
  if (!creationsNeedLookingFor) return;
  const orphans = await findOrphans(steps, identifyOnPlatforms(await access()));
  if (orphans.length > 0) throw orphanFault(row.name, orphans, importsOf(await stack.configuration()));
}
