import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { Fault, messageOf } from "../../fault.ts";

/** Where Render's REST API is. */
export const RENDER_API = "https://api.render.com/v1";

/** Tries of a request that changes nothing, and the milliseconds before the second; each further one waits twice as long. */
const TRIES = 4;
const FIRST_WAIT_MILLISECONDS = 500;
/** Render asks for no longer than this by `Retry-After`. */
const LONGEST_WAIT_MILLISECONDS = 60_000;
const ANSWER_MILLISECONDS = 30_000;

const errorSchema = z.object({ message: z.string() });

/** How Render's REST API is reached. */
export interface RenderAccess {
  /** With `/v1`; that of Render itself when left out. */
  readonly url?: string | undefined;
  readonly apiKey: string;
}

/**
 * A client of Render's REST API.
 *
 * @see https://api-docs.render.com
 */
export class RenderClient {
  readonly #access: RenderAccess;
  readonly #signal: AbortSignal | undefined;

  constructor(access: RenderAccess, signal?: AbortSignal) {
    this.#access = access;
    this.#signal = signal;
  }

  /**
   * Reads something; tries again when the network or Render's limit of calls is in the way.
   *
   * @param path below `/v1`, with its query.
   * @returns undefined when there is none (404).
   * @throws Fault when Render refuses, can't be reached, or answers something else than its contract says.
   */
  async get<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer | undefined> {
    for (let tries = 1, wait = FIRST_WAIT_MILLISECONDS; ; tries += 1, wait *= 2) {
      let asked: number | undefined;
      try {
        const response = await this.#send("GET", path);
        if (response.status === 404) return undefined;
        if (response.status !== 429 || tries === TRIES) return await read(response, `GET ${path}`, schema);
        asked = Number(response.headers.get("retry-after")) * 1000 || undefined;
      } catch (error) {
        if (error instanceof Fault || this.#signal?.aborted || tries === TRIES) throw this.#unreached(error);
      }
      await delay(Math.min(asked ?? wait, LONGEST_WAIT_MILLISECONDS), undefined, { signal: this.#signal });
    }
  }

  /**
   * Changes something, once: whether a request whose answer is lost was carried out is not known.
   *
   * @throws Fault as {@link RenderClient.get} does, and for a 404.
   */
  async post<Answer>(path: string, body: object, schema: z.ZodType<Answer>): Promise<Answer> {
    try {
      return await read(await this.#send("POST", path, body), `POST ${path}`, schema);
    } catch (error) {
      throw this.#unreached(error);
    }
  }

  #send(method: string, path: string, body?: object): Promise<Response> {
    const { url = RENDER_API, apiKey } = this.#access;
    const timeout = AbortSignal.timeout(ANSWER_MILLISECONDS);
    return fetch(`${url}${path}`, {
      method,
      headers: {
        accept: "application/json",
        authorization: `Bearer ${apiKey}`,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: this.#signal ? AbortSignal.any([this.#signal, timeout]) : timeout,
    });
  }

  /** Turns a failure of the network into a sentence; what is one already stays. */
  #unreached(error: unknown): unknown {
    if (error instanceof Fault || this.#signal?.aborted) return error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const where = new URL(this.#access.url ?? RENDER_API).host;
    return new Fault(`Render could not be reached at ${where} (${messageOf(cause)}): run this again in a moment.`, {
      cause: error,
    });
  }
}

async function read<Answer>(response: Response, request: string, schema: z.ZodType<Answer>): Promise<Answer> {
  const text = await response.text();
  const body = parseJson(text);
  if (response.status === 401 || response.status === 403) {
    throw new Fault(
      `Render refuses the API key (${response.status}): make one in the workspace's settings, and set it as render:apiKey.`,
    );
  }
  if (!response.ok) {
    const told = errorSchema.safeParse(body);
    throw new Fault(
      `Render answered ${request} with ${response.status}${told.success ? ` (${told.data.message})` : ""}: see https://status.render.com, then run this again.`,
    );
  }
  const answer = schema.safeParse(body);
  if (answer.success) return answer.data;
  const where = answer.error.issues.map(({ path }) => path.join(".") || "the whole").join(", ");
  throw new Fault(`Render's answer to ${request} is not what its contract says (${where}): update Live Listen.`);
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
