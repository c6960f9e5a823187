import { bundle } from "./smoke/bundle.ts";
import { type Check, type CheckResult, runCheck, type SmokeTarget } from "./smoke/check.ts";
import { contentSecurityPolicy } from "./smoke/content-security-policy.ts";
import { cors } from "./smoke/cors.ts";
import { environment } from "./smoke/environment.ts";
import { health } from "./smoke/health.ts";
import { socket } from "./smoke/socket.ts";
import { version } from "./smoke/version.ts";

export type { CheckResult, SmokeTarget } from "./smoke/check.ts";

/** How long each check may take unless told otherwise, in milliseconds. */
export const DEFAULT_TIMEOUT_MS = 5_000;

/** Every check, in the order in which people read them. */
const CHECKS: readonly (readonly [name: string, check: Check])[] = [
  ["health", health],
  ["version", version],
  ["environment", environment],
  ["bundle", bundle],
  ["socket", socket],
  ["CORS", cors],
  ["content security policy", contentSecurityPolicy],
];

/** What came of a smoke test. */
export interface SmokeResult {
  /** Whether every check is good. */
  readonly ok: boolean;
  readonly checks: readonly CheckResult[];
}

/**
 * Looks at a running environment from outside, as its users do: through its public addresses. The checks don't depend on each other and run
 * side by side, so that the whole takes as long as the slowest, and every fault is told at once.
 *
 * @param target the environment.
 * @param options.timeoutMs how long each check may take, in milliseconds.
 * @param options.onCheck is told each result as soon as it is there.
 * @returns every result in a fixed order; it never rejects, and what went wrong stands in the results.
 */
export async function smoke(
  target: SmokeTarget,
  options: { readonly timeoutMs?: number; readonly onCheck?: (result: CheckResult) => void } = {},
): Promise<SmokeResult> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, onCheck } = options;
  const checks = await Promise.all(
    CHECKS.map(async ([name, check]) => {
      const result = await runCheck(name, check, target, timeoutMs);
      onCheck?.(result);
      return result;
    }),
  );
  return { ok: checks.every(({ ok }) => ok), checks };
}
