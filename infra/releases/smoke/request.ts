import type { z } from "zod";
import { INTERNET, type Network } from "../network.ts";
import { CheckFailure } from "./check.ts";

/** An answer that was read to its end. */
export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/**
 * Asks an address that must answer by itself: redirections are not followed.
 *
 * @param url in full.
 * @param signal ends the request.
 * @throws {CheckFailure} when nothing answers there; the signal's reason when it aborts.
 */
export async function ask(
  url: string,
  signal: AbortSignal,
  request: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly network?: Network | undefined;
  } = {},
): Promise<Answer> {
  const { network = INTERNET, ...init } = request;
  try {
    const response = await network.fetch(url, { ...init, signal, redirect: "manual", cache: "no-store" });
    return { url, status: response.status, headers: response.headers, body: await response.text() };
  } catch (error) {
    if (signal.aborted) throw error;
    throw new CheckFailure(`${url} can't be reached (${causeOf(error)}).`, { cause: error });
  }
}

/**
 * Insists on status 200.
 *
 * @throws {CheckFailure} for any other.
 */
export function mustBeOk(answer: Answer): Answer {
  if (answer.status === 200) return answer;
  throw new CheckFailure(`${answer.url} answers with status ${answer.status} and not 200.`);
}

/**
 * Reads the body of an answer as JSON of a known shape.
 *
 * @throws {CheckFailure} when it is anything else.
 */
export function readJson<T>(answer: Answer, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(answer.body));
  } catch (error) {
    throw new CheckFailure(`${answer.url} answers with something other than the JSON that is expected there.`, {
      cause: error,
    });
  }
}

/** The code of what went wrong below a failed fetch, such as ECONNREFUSED, ENOTFOUND or CERT_HAS_EXPIRED. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error) return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  return String(cause);
}
