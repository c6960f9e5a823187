import type { HostedEnvironment } from "@live-listen/stacks";
import type { Changes, Watch } from "../engine/stack.ts";
import { Fault } from "../fault.ts";
import { assertKnownNames, protectDatabases, withoutProtection } from "./consent.ts";
import type { HostedStack } from "./realm.ts";

/** What a destroy came to. */
export interface HostedDestroy {
  readonly changes: Changes;
  /** Names of the resources that are still there, since they are protected. */
  readonly kept: readonly string[];
}

/**
 * Deletes what the stack of a hosted environment made, but for what is protected: its database.
 *
 * @param allowed names of protected resources that are to go as well.
 * @throws UsageFault for names that no word is needed for; Fault for production unless it is among those names; and when the engine fails.
 */
export async function destroyHostedStack(
  row: HostedEnvironment,
  { stack }: HostedStack,
  allowed: readonly string[],
  watch: Watch,
): Promise<HostedDestroy> {
  if (row.name === "production" && !allowed.includes(row.name)) {
    throw new Fault(
      `This would take ${row.name} down for everybody: if that is meant, run it again with --yes-replace ${row.name}.`,
    );
  }
  const known = await stack.resources(watch);
  assertKnownNames(row.name, known, allowed);
  await protectDatabases(stack, known, allowed, watch);
  const changes = await withoutProtection(stack, allowed, watch, () => stack.destroy(watch));
  const left = await stack.resources(watch);
  return { changes, kept: left.filter(({ isProtected }) => isProtected).map(({ name }) => name) };
}
