/** Why the API didn't do what it was asked for. */
export interface Failure {
  /** For programs: what the API calls it, or `unreachable` when there was no answer to be understood. */
  readonly code: string;
  /** For people: one sentence. */
  readonly sentence: string;
}

/** What came of a request. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** No answer, or none of this API: somebody's network, a proxy, or the API being away. */
export const UNREACHABLE: Failure = {
  code: "unreachable",
  sentence: "Live Listen doesn’t answer right now. Check your connection and try again.",
};

const INTERNAL: Failure = { code: "internal", sentence: "Something went wrong on our side. Please try again." };

/**
 * Reads why a request failed.
 *
 * @param status of the answer.
 * @param body of the answer, parsed; undefined when it isn't JSON.
 * @param retryAfter value of the `Retry-After` header, in seconds, if there is one.
 */
export function readFailure(status: number, body: unknown, retryAfter: string | null): Failure {
  const error = fieldsOf(fieldsOf(body).error);
  if (typeof error.code !== "string" || typeof error.message !== "string") return UNREACHABLE;
  if (status >= 500 && error.code === INTERNAL.code) return INTERNAL;
  const seconds = Number(retryAfter ?? Number.NaN);
  // Whole minutes from a minute on: nobody counts seconds that long.
  const wait = seconds < 60 ? count(Math.ceil(seconds), "second") : count(Math.ceil(seconds / 60), "minute");
  if (status === 429 && seconds > 0) {
    return { code: error.code, sentence: `That was too often. Please try again in ${wait}.` };
  }
  return { code: error.code, sentence: error.message };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
