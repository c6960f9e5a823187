import type { EnvironmentName } from "@live-listen/stacks";
import { messageOf } from "../../fault.ts";
import type { Network } from "../network.ts";

/** The environment that is looked at, by its public addresses: origins without a path. */
export interface SmokeTarget {
  readonly environment: EnvironmentName;
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly wsUrl: string;
  /** How those are reached; the internet when undefined. */
  readonly network?: Network | undefined;
  /** The release that should be running; when it isn't given, the page's and the API's must be the same one. */
  readonly expectedRelease?: { readonly version: string; readonly commit: string };
}

/**
 * One thing that must hold of a running environment.
 *
 * @param target the environment.
 * @param signal aborts when the time for the check is over; whatever the check began ends then.
 * @returns a sentence that says what was found.
 * @throws {CheckFailure} with a sentence that says what is wrong.
 */
export type Check = (target: SmokeTarget, signal: AbortSignal) => Promise<string>;

/** A check found something wrong. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
}

/** What came of one check. */
export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** One sentence: what was found, or what is wrong. */
  readonly detail: string;
  readonly durationMs: number;
}

/**
 * Runs one check within a bounded time; whatever goes wrong becomes its result.
 *
 * @param timeoutMs how long the check may take, in milliseconds.
 */
export async function runCheck(
  name: string,
  check: Check,
  target: SmokeTarget,
  timeoutMs: number,
): Promise<CheckResult> {
  const startedAt = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  const result = (ok: boolean, detail: string): CheckResult => {
    return { name, ok, detail, durationMs: Math.round(performance.now() - startedAt) };
  };
  try {
    return result(true, await Promise.race([check(target, signal), rejectionOf(signal)]));
  } catch (error) {
    if (error instanceof CheckFailure) return result(false, error.message);
    if (signal.aborted) return result(false, `There was no answer within ${timeoutMs / 1_000} s.`);
    return result(false, `The check itself broke: ${messageOf(error)}.`);
  }
}

/** Rejects when the signal aborts, so that even a check that doesn't listen to it is bounded. */
function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
