import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { codeOf, messageOf } from "../../fault.ts";
import { RestFailure } from "./failure.ts";

/** A platform's REST API, as far as all of them differ. */
export interface RestPlatform {
  /** As people call it, such as `Render`. */
  readonly name: string;
  /** What the paths are relative to, such as `https://api.render.com/v1`. */
  readonly url: string;
  /** Sent with every request as `Authorization: Bearer …`. */
  readonly token: string;
  /** The command that gives the provider another token. */
  readonly tokenCure: string;
  /** The text for a person in the body of a refusal. */
  readonly refusal: z.ZodType<string>;
}

/** One request. */
export interface RestRequest<Answer> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Begins with a slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What of the answer's body is needed; without it the body is left unread. */
  readonly answer?: z.ZodType<Answer>;
  /** Completes "Render refused to …", for example `create the project "live-listen"`. */
  readonly purpose: string;
  readonly signal: AbortSignal;
}

/** No answer takes longer than this, in milliseconds. */
const TIMEOUT = 60_000;
/** How often a request that came too soon (429) is made again, and the longest pause before it, in milliseconds. */
const RETRIES = 5;
const LONGEST_PAUSE = 10_000;

/** Speaks to the REST API of a platform. */
export class RestClient {
  readonly #platform: RestPlatform;

  constructor(platform: RestPlatform) {
    this.#platform = platform;
  }

  /**
   * Makes a request, again when the platform asks for patience.
   *
   * @returns what `answer` takes from the body
   * @throws RestFailure in one sentence when it is refused, gets no answer, or one that is not what was agreed
   */
  async send<Answer = undefined>(request: RestRequest<Answer>): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#ask(request);
      if (answer.status !== 429 || attempt === RETRIES) return this.#take(request, answer);
      await sleep(pauseOf(answer.headers), undefined, { signal: request.signal });
    }
  }

  async #ask({ method, path, query = {}, body, purpose, signal }: RestRequest<unknown>): Promise<RawAnswer> {
    const { name, url, token } = this.#platform;
    const target = new URL(`${url}${path}`);
    for (const [key, value] of Object.entries(query)) if (value !== undefined) target.searchParams.set(key, value);
    try {
      const response = await fetch(target, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: "application/json",
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      });
      return await answerOf(response);
    } catch (error) {
      signal.throwIfAborted();
      const reason = codeOf(error instanceof Error ? error.cause : error) ?? messageOf(error);
      throw new RestFailure(
        `${name} gave no answer at ${url} when asked to ${purpose} (${reason}): see that it can be reached, and run "pulumi up" again.`,
        undefined,
        { cause: error },
      );
    }
  }

  #take<Answer>({ method, path, answer, purpose }: RestRequest<Answer>, { status, body }: RawAnswer): Answer {
    const { name } = this.#platform;
    if (status < 200 || status > 299) throw this.#failure(purpose, status, body);
    // Without a schema the answer is undefined, which is what the caller's type says then.
    if (!answer) return undefined as Answer;
    const { success, data, error } = answer.safeParse(body);
    if (success) return data;
    const fault = error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`).join("; ");
    throw new RestFailure(
      `${name} answers ${method} ${path} in another way than its API promises (${fault}): run "pulumi up" again, or ask its support.`,
      status,
    );
  }

  #failure(purpose: string, status: number, body: unknown): RestFailure {
    const { name, refusal, token, tokenCure } = this.#platform;
    // A platform that repeats what it was given must not bring it onto the terminal, nor more than a sentence.
    const told = refusal.safeParse(body).data?.trim().replace(/\.$/, "").replace(/\s+/g, " ").replaceAll(token, "…");
    const reason = told ? `${status}: ${told}` : `HTTP status ${status}`;
    if (status === 401) {
      return new RestFailure(`${name} doesn't know the token of its provider (${reason}): run "${tokenCure}".`, status);
    }
    if (status === 403) {
      return new RestFailure(
        `${name} doesn't let this token ${purpose} (${reason}): run "${tokenCure}" with one that may.`,
        status,
      );
    }
    if (status >= 500 || status === 429) {
      return new RestFailure(`${name} failed to ${purpose} (${reason}): run "pulumi up" again.`, status);
    }
    const cure = 'correct the program and run "pulumi up" again';
    return new RestFailure(`${name} refused to ${purpose} (${reason}): ${cure}.`, status);
  }
}

/** An answer that has arrived as a whole. */
interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; undefined when it is no JSON. */
  readonly body: unknown;
}

async function answerOf(response: Response): Promise<RawAnswer> {
  const { status, headers } = response;
  const text = await response.text();
  try {
    return { status, headers, body: JSON.parse(text) };
  } catch {
    return { status, headers, body: undefined };
  }
}

/** `Retry-After` is in seconds (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after). @returns milliseconds */
function pauseOf(headers: Headers): number {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Math.min(Number.isFinite(seconds) ? seconds * 1000 : 1000, LONGEST_PAUSE);
}
