import { VercelCore } from "@vercel/sdk/core.js";
import { VercelError } from "@vercel/sdk/models/vercelerror.js";
import type { Result } from "@vercel/sdk/types/fp.js";
import { z } from "zod";
import { Fault, messageOf } from "../../fault.ts";

/** Where Vercel's REST API is. */
export const VERCEL_API = "https://api.vercel.com";

const ANSWER_MILLISECONDS = 30_000;

const errorSchema = z.object({ error: z.object({ message: z.string() }) });

/** How Vercel's REST API is reached. */
export interface VercelAccess {
  /** That of Vercel itself when left out. */
  readonly url?: string | undefined;
  readonly token: string;
  /** Of the team whose things are looked at; a person's own account when left out. */
  readonly teamId?: string | undefined;
}

/** Vercel's own client, for one team. Its functions are imported one by one, since all of them together take more than a second to load. */
export class VercelClient {
  readonly core: VercelCore;
  /** The part of a request that names the team. */
  readonly team: { readonly teamId?: string };
  readonly #url: string;

  constructor({ url = VERCEL_API, token, teamId }: VercelAccess) {
    this.core = new VercelCore({ bearerToken: token, serverURL: url, timeoutMs: ANSWER_MILLISECONDS });
    this.team = teamId === undefined ? {} : { teamId };
    this.#url = url;
  }

  /**
   * Takes the value out of what a function of the client returns.
   *
   * @param what was asked for, in words: `the project live-listen-staging`.
   * @returns undefined when there is none (404).
   * @throws Fault when Vercel refuses, can't be reached, or answers something else than its contract says; no token is in it.
   */
  async valueOf<Value>(what: string, asked: Promise<Result<Value, Error>>): Promise<Value | undefined> {
    const result = await asked;
    if (result.ok) return result.value;
    const { error } = result;
    if (!(error instanceof VercelError)) {
      throw new Fault(
        `Vercel could not be reached at ${new URL(this.#url).host} (${messageOf(error)}): run this again in a moment.`,
        { cause: error },
      );
    }
    if (error.statusCode === 404) return undefined;
    if (error.statusCode === 401 || error.statusCode === 403) {
      throw new Fault(
        `Vercel refuses the token (${error.statusCode}) when asked for ${what}: make one in the account's settings that reaches the team, and set it as vercel:apiToken.`,
      );
    }
    if (error.statusCode < 400) {
      throw new Fault(`Vercel's answer for ${what} is not what its contract says: update Live Listen.`, {
        cause: error,
      });
    }
    const told = errorSchema.safeParse(parseJson(error.body));
    throw new Fault(
      `Vercel answered ${error.statusCode} when asked for ${what}${told.success ? ` (${told.data.error.message})` : ""}: see https://www.vercel-status.com, then run this again.`,
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
