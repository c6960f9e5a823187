import { setTimeout as delay } from "node:timers/promises";
import type { Progress } from "../progress.ts";
import type { Check } from "./check.ts";
import { examine, type Finding } from "./examine.ts";

const PAUSE_MILLISECONDS = 10_000;

/** How long what takes its time is waited for. */
export interface Patience {
  readonly milliseconds: number;
  readonly pauseMilliseconds?: number;
  readonly signal: AbortSignal;
}

/**
 * Makes checks, and again those that found something wrong, until all is well or patience ends: DNS and certificates come in minutes.
 *
 * @returns what was found last, in the order of the checks.
 */
export async function examineUntilWell(
  checks: readonly Check[],
  progress: Progress,
  { milliseconds, pauseMilliseconds = PAUSE_MILLISECONDS, signal }: Patience,
): Promise<Finding[]> {
  const deadline = performance.now() + milliseconds;
  const findings = await examine(checks);
  for (;;) {
    const waiting = findings.flatMap(({ verdict }, index) => (verdict === "wrong" ? [index] : []));
    if (waiting.length === 0 || performance.now() + pauseMilliseconds > deadline) return findings;
    progress(`waiting for ${waiting.map((index) => findings[index]?.name).join(", ")}`);
    await delay(pauseMilliseconds, undefined, { signal });
    const again = await examine(waiting.flatMap((index) => checks[index] ?? []));
    for (const [position, index] of waiting.entries()) {
      const found = again[position];
      if (found) findings[index] = found;
    }
  }
}
