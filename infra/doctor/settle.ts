import { setTimeout as delay } from "node:timers/promises";
import type { Check } from "./check.ts";
import { examine, type Finding } from "./examine.ts";

const PAUSE_MILLISECONDS = 10_000;

/** How long what time may cure is waited for, and who is told of it meanwhile. */
export interface Patience {
  readonly milliseconds: number;
  readonly pauseMilliseconds?: number;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** Told of everything that was found, before each wait. */
  readonly show: (findings: readonly Finding[]) => void;
}

/**
 * Makes checks, and those again that found something pending, until nothing is. DNS and certificates come in minutes. What is wrong is not
 * waited for, nor is anything else then: it wants a person first.
 *
 * @returns what was found last, in the order of the checks: with something pending when patience ended, or the signal was aborted.
 */
export async function examineUntilSettled(
  checks: readonly Check[],
  { milliseconds, pauseMilliseconds = PAUSE_MILLISECONDS, signal, show }: Patience,
): Promise<readonly Finding[]> {
  const deadline = performance.now() + milliseconds;
  let findings = await examine(checks, signal);
  while (mayCome(findings) && performance.now() + pauseMilliseconds <= deadline) {
    show(findings);
    // An interruption is seen by the signal, after which nothing is looked at.
    await delay(pauseMilliseconds, undefined, { signal }).catch(() => {});
    const isPending = ({ name }: Check) => findings.some((found) => found.name === name && found.verdict === "pending");
    const again = await examine(checks.filter(isPending), signal);
    // One that was cut off has found nothing new.
    if (signal.aborted) break;
    findings = findings.map((finding) => again.find(({ name }) => name === finding.name) ?? finding);
  }
  return findings;
}

function mayCome(findings: readonly Finding[]): boolean {
  const verdicts = new Set(findings.map(({ verdict }) => verdict));
  return verdicts.has("pending") && !verdicts.has("wrong");
}
