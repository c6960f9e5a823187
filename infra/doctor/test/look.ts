import type { Check, Outcome } from "../check.ts";

/** Makes one check, for a test. */
export function look(check: Check): Promise<Outcome> {
  return check.look(AbortSignal.timeout(30_000));
}
