import { setTimeout as delay } from "node:timers/promises";

const POLL_MILLISECONDS = 50;

/**
 * Waits until a URL answers with a status below 400, for as long as it takes: what doesn't start shows why in its own output, and starts when its
 * files are mended.
 */
export async function untilAnswers(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await delay(POLL_MILLISECONDS);
  }
}
