import { setTimeout as delay } from "node:timers/promises";
import { messageOf } from "../fault.ts";

/** Tries of a request that changes nothing, and the milliseconds before the second; each further one waits twice as long. */
const TRIES = 4;
const FIRST_WAIT_MILLISECONDS = 500;
/** A platform that asks by `Retry-After` for more than this is asked again all the same. */
const LONGEST_WAIT_MILLISECONDS = 60_000;
const ANSWER_MILLISECONDS = 30_000;

/**
 * Sends a request. One that only reads is sent again when its connection fails, when no answer comes within half a minute, or when the platform's
 * limit of calls is reached (429), after as many seconds as its `Retry-After` asks for. One that changes something is sent once: whether it was
 * carried out when its answer is lost is not known.
 *
 * @param signal ends the request, and any wait before the next try.
 * @returns the last answer, whole: reading its body can't fail any more.
 * @throws what fetch throws, when the last try has no answer; the signal's reason, when it is aborted.
 */
export async function patientFetch(request: Request, signal?: AbortSignal): Promise<Response> {
  const tries = request.method === "GET" ? TRIES : 1;
  for (let tried = 1, wait = FIRST_WAIT_MILLISECONDS; ; tried += 1, wait *= 2) {
    signal?.throwIfAborted();
    let asked: number | undefined;
    try {
      const response = await send(request.clone(), signal);
      if (response.status !== 429 || tried === tries) return response;
      asked = Number(response.headers.get("retry-after")) * 1000 || undefined;
    } catch (error) {
      signal?.throwIfAborted();
      if (tried === tries) throw error;
    }
    await delay(Math.min(asked ?? wait, LONGEST_WAIT_MILLISECONDS), undefined, signal && { signal });
  }
}

async function send(request: Request, signal: AbortSignal | undefined): Promise<Response> {
  const timeout = AbortSignal.timeout(ANSWER_MILLISECONDS);
  const response = await fetch(request, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
  const body = await response.arrayBuffer();
  return new Response(body.byteLength > 0 ? body : null, response);
}

/** What kept an answer from coming, in words: fetch wraps it, and clients wrap that again. */
export function reasonOf(thrown: unknown): string {
  let deepest = thrown;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  // Where a name has several addresses, Node says nothing but the code.
  return messageOf(deepest) || String((deepest as { code?: unknown }).code);
}
