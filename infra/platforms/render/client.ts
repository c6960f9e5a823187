import { z } from "zod";
import { Fault } from "../../fault.ts";
import { assertSendable } from "../credential.ts";
import { patientFetch, reasonOf } from "../patient-fetch.ts";
import { quote } from "../quote.ts";

/** Where Render's REST API is. */
export const RENDER_API = "https://api.render.com/v1";

const errorSchema = z.object({ message: z.string() });

/** How Render's REST API is reached. */
export interface RenderAccess {
  /** With `/v1`; {@link RENDER_API} when left out. */
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

  /** @throws Fault when the key can't be sent. */
  constructor(access: RenderAccess, signal?: AbortSignal) {
    assertSendable(access.apiKey, "render:apiKey");
    this.#access = access;
    this.#signal = signal;
  }

  /**
   * Reads something, as often as {@link patientFetch} tries.
   *
   * @param path below `/v1`, with its query.
   * @returns undefined when there is none (404).
   * @throws Fault when Render refuses, can't be reached, or answers something else than its contract says.
   */
  async get<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer | undefined> {
    const response = await this.#send("GET", path);
    return response.status === 404 ? undefined : this.#read(response, `GET ${path}`, schema);
  }

  /**
   * Changes something, once: whether a request whose answer is lost was carried out is not known.
   *
   * @throws Fault as {@link RenderClient.get} does, and for a 404.
   */
  async post<Answer>(path: string, body: object, schema: z.ZodType<Answer>): Promise<Answer> {
    return this.#read(await this.#send("POST", path, body), `POST ${path}`, schema);
  }

  /** Changes something that is there, once, as {@link RenderClient.post} does. */
  async patch<Answer>(path: string, body: object, schema: z.ZodType<Answer>): Promise<Answer> {
    return this.#read(await this.#send("PATCH", path, body), `PATCH ${path}`, schema);
  }

  async #send(method: string, path: string, body?: object): Promise<Response> {
    const { url = RENDER_API, apiKey } = this.#access;
    const request = new Request(`${url}${path}`, {
      method,
      headers: {
        accept: "application/json",
        authorization: `Bearer ${apiKey}`,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    try {
      return await patientFetch(request, this.#signal);
    } catch (error) {
      if (this.#signal?.aborted) throw error;
      throw new Fault(
        `Render could not be reached at ${new URL(url).host} (${reasonOf(error)}): run this again in a moment.`,
        { cause: error },
      );
    }
  }

  async #read<Answer>(response: Response, request: string, schema: z.ZodType<Answer>): Promise<Answer> {
    const body = parseJson(await response.text());
    const told = errorSchema.safeParse(body);
    const why = told.success ? ` (${quote(told.data.message, this.#access.apiKey)})` : "";
    if (response.status === 401 || response.status === 403) {
      throw new Fault(
        `Render refuses the API key for ${request} with ${response.status}${why}: make one in the workspace's settings, and set it as render:apiKey.`,
      );
    }
    if (!response.ok) {
      throw new Fault(
        `Render answered ${request} with ${response.status}${why}: see https://status.render.com, then run this again.`,
      );
    }
    const answer = schema.safeParse(body);
    if (answer.success) return answer.data;
    const where = answer.error.issues.map(({ path }) => path.join(".") || "the whole").join(", ");
    throw new Fault(`Render's answer to ${request} is not what its contract says (${where}): update Live Listen.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
