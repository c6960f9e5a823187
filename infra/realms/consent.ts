import type { EnvironmentName } from "@live-listen/stacks";
import type { StackResource } from "../engine/deployment.ts";
import type { EngineStack, Watch } from "../engine/stack.ts";
import { UsageFault } from "../fault.ts";

/**
 * Makes sure that every name of `--yes-replace` is something that a word is asked for: a misspelt one would be no consent to what was meant.
 *
 * @param known resources of the stack.
 * @throws UsageFault naming those that aren't.
 */
export function assertKnownNames(
  stack: EnvironmentName,
  known: readonly StackResource[],
  allowed: readonly string[],
): void {
  const guarded = known.filter(({ isProtected }) => isProtected).map(({ name }) => name);
  const choices = stack === "production" ? [...guarded, stack] : guarded;
  const unknown = allowed.filter((name) => !choices.includes(name));
  if (unknown.length === 0) return;
  throw new UsageFault(
    `--yes-replace names ${unknown.join(" and ")}, for which no word is needed in ${stack}: ${choices.length > 0 ? `what it can name is ${choices.join(", ")}` : "nothing in it is protected"}.`,
  );
}

/**
 * Takes the protection from resources while something is done, and gives it back to those that are still there afterwards, however that ended.
 *
 * @param allowed names of the resources; others keep their protection.
 */
export async function withoutProtection<Result>(
  stack: EngineStack,
  allowed: readonly string[],
  watch: Watch,
  work: () => Promise<Result>,
): Promise<Result> {
  const isAllowed = ({ name, isProtected }: StackResource) => isProtected && allowed.includes(name);
  const urns = allowed.length > 0 ? (await stack.resources(watch)).filter(isAllowed).map(({ urn }) => urn) : [];
  if (urns.length === 0) return work();
  try {
    for (const urn of urns) await stack.unprotect(urn, watch);
    return await work();
  } finally {
    // Not with the caller's signal: an update that was interrupted must not leave them unprotected.
    const left = await stack.resources();
    for (const { urn, isProtected } of left) if (urns.includes(urn) && !isProtected) await stack.protect(urn);
  }
}
