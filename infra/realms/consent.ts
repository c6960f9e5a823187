import type { EnvironmentName } from "@live-listen/stacks";
import type { StackResource } from "../engine/deployment.ts";
import type { EngineStack, Watch } from "../engine/stack.ts";
import { UsageFault } from "../fault.ts";
import { DATABASE_TYPE } from "./surprises.ts";

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
  // A database asks for a word whatever its protection is: an update that was killed may have left it without.
  const guarded = known
    .filter(({ isProtected, type }) => isProtected || type === DATABASE_TYPE)
    .map(({ name }) => name);
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
  if (allowed.length === 0) return work();
  const isAllowed = ({ name, isProtected }: StackResource) => isProtected && allowed.includes(name);
  const urns = (await stack.resources(watch)).filter(isAllowed).map(({ urn }) => urn);
  let done: { readonly result: Result } | undefined;
  try {
    for (const urn of urns) await stack.unprotect(urn, watch);
    done = { result: await work() };
    return done.result;
  } finally {
    // Not with the caller's signal: an update that was interrupted must not leave them unprotected.
    const protecting = protectAgain(stack, urns);
    // What made the work fail is what the person has to know.
    await (done ? protecting : protecting.catch(() => {}));
  }
}

/**
 * Protects the databases of a stack that nobody has said yes to losing: an update that was killed while it had taken the protection from one may
 * have left it without.
 */
export async function protectDatabases(
  stack: EngineStack,
  known: readonly StackResource[],
  allowed: readonly string[],
  watch: Watch,
): Promise<void> {
  for (const { urn, name, type, isProtected } of known) {
    if (type === DATABASE_TYPE && !isProtected && !allowed.includes(name)) await stack.protect(urn, watch);
  }
}

async function protectAgain(stack: EngineStack, urns: readonly string[]): Promise<void> {
  for (const { urn, isProtected } of await stack.resources()) {
    if (urns.includes(urn) && !isProtected) await stack.protect(urn);
  }
}
