import { VercelCore } from "@vercel/sdk/core.js";
import { HTTPClient } from "@vercel/sdk/lib/http.js";
import { VercelError } from "@vercel/sdk/models/vercelerror.js";
import type { Result } from "@vercel/sdk/types/fp.js";
import { z } from "zod";
import { Fault } from "../../fault.ts";
import { assertSendable } from "../credential.ts";
import { patientFetch, reasonOf } from "../patient-fetch.ts";
import { quote } from "../quote.ts";

/** Where Vercel's REST API is. */
export const VERCEL_API = "https://api.vercel.com";

const errorSchema = z.object({ error: z.object({ message: z.string() }) });
const mismatchSchema = z.object({
  issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])) })).min(1),
});

/** How Vercel's REST API is reached. */
export interface VercelAccess {
  /** {@link VERCEL_API} when left out. */
  readonly url?: string | undefined;
  readonly token: string;
  /** Of the team whose things are looked at; a person's own account when left out. */
  readonly teamId?: string | undefined;
}

/**
 * Vercel's own client, for one team. Its functions are imported one by one: all those of this folder load in 0.15 s, the whole of the package in
 * 1.6 s. What reads is sent as often as {@link patientFetch} tries.
 */
export class VercelClient {
  readonly core: VercelCore;
  /** The part of a request that names the team. */
  readonly team: { readonly teamId?: string };
  readonly #url: string;
  readonly #token: string;
  readonly #signal: AbortSignal | undefined;

  /** @throws Fault when the token can't be sent. */
  constructor({ url = VERCEL_API, token, teamId }: VercelAccess, signal?: AbortSignal) {
    assertSendable(token, "vercel:apiToken");
    const httpClient = new HTTPClient({ fetcher: (input, init) => patientFetch(new Request(input, init), signal) });
    this.core = new VercelCore({ bearerToken: token, serverURL: url, httpClient });
    this.team = teamId === undefined ? {} : { teamId };
    this.#url = url;
    this.#token = token;
    this.#signal = signal;
  }

  /**
   * Takes the value out of what a function of the client returns.
   *
   * @param what was asked for, in words: `the project live-listen-staging`.
   * @param none the statuses by which Vercel says that there is none.
   * @returns undefined when there is none.
   * @throws Fault when Vercel refuses, can't be reached, or answers something else than its contract says; no token is in it.
   */
  async valueOf<Value>(
    what: string,
    asked: Promise<Result<Value, Error>>,
    none: readonly number[] = [404],
  ): Promise<Value | undefined> {
    const result = await asked.catch((error: unknown) => {
      // What isn't JSON at all, the client throws.
      if (error instanceof SyntaxError) return this.mismatch(what);
      throw error;
    });
    if (result.ok) return result.value;
    this.#signal?.throwIfAborted();
    const { error } = result;
    if (!(error instanceof VercelError)) {
      throw new Fault(
        `Vercel could not be reached at ${new URL(this.#url).host} (${reasonOf(error)}): run this again in a moment.`,
        { cause: error },
      );
    }
    const { statusCode } = error;
    if (none.includes(statusCode)) return undefined;
    if (statusCode < 400) return this.mismatch(what, error.cause);
    const told = errorSchema.safeParse(parseJson(error.body));
    const why = told.success ? ` (${quote(told.data.error.message, this.#token)})` : "";
    if (statusCode === 401 || statusCode === 403) {
      throw new Fault(
        `Vercel refuses the token for ${what} with ${statusCode}${why}: make one in the account's settings that reaches the team, and set it as vercel:apiToken.`,
      );
    }
    throw new Fault(
      `Vercel answered ${statusCode} when asked for ${what}${why}: see https://www.vercel-status.com, then run this again.`,
    );
  }

  /**
   * Says that an answer isn't what was to be expected; the answer itself, which may hold anything, is not in the sentence.
   *
   * @param cause zod's error, whose paths are told.
   */
  mismatch(what: string, cause?: unknown): never {
    const told = mismatchSchema.safeParse(cause);
    const paths = (told.data?.issues ?? []).map(({ path }) => path.join(".") || "the whole");
    throw new Fault(
      `Vercel's answer for ${what} is not what its contract says (${paths.join(", ") || "the whole"}): update Live Listen.`,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
