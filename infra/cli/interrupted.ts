import { once } from "node:events";

/** Settles when a signal is aborted, also when it was before. */
export async function interrupted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
