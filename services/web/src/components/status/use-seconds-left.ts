import { useEffect, useState } from "preact/hooks";

/** Often enough that no second is skipped by eye. */
const LOOK_EVERY_MS = 200;

/**
 * Counts down to a time.
 *
 * @param until in milliseconds of the monotonic clock; undefined when there is nothing to wait for.
 * @returns the whole seconds that are left.
 */
export function useSecondsLeft(until: number | undefined): number | undefined {
  const [, setSeconds] = useState<number>();
  const left = secondsUntil(until);
  useEffect(() => {
    if (until === undefined) return undefined;
    const timer = setInterval(() => setSeconds(secondsUntil(until)), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

function secondsUntil(until: number | undefined): number | undefined {
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - performance.now()) / 1_000));
}
