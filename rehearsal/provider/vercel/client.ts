import { z } from "zod";
import { Fault } from "../../fault.ts";
import { RestClient, type RestRequest } from "../rest/client.ts";
import type { Configuration } from "./configuration.ts";

/** Vercel's refusals say why in `error.message`. */
const refusal = z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message);

const team = z.object({ id: z.string() });

/** A request, and the team that it is for. */
export type VercelRequest<Answer> = RestRequest<Answer> & {
  /** Of the resource; the provider's own, or the token's, when undefined. */
  readonly teamId: string | undefined;
};

/** Speaks to Vercel's REST API. */
export class VercelClient {
  readonly #rest: RestClient;
  /** Slug or id of the team that resources without one belong to. */
  readonly #team: string | undefined;
  #teamId: Promise<string> | undefined;

  /** @throws Fault when the options have no token */
  constructor(url: string, { apiToken, team: own }: Configuration) {
    const tokenCure = "pulumi config set --secret vercel:apiToken";
    if (!apiToken) throw new Fault(`vercel:apiToken is missing: run "${tokenCure}".`);
    this.#rest = new RestClient({ name: "Vercel", url, token: apiToken, tokenCure, refusal });
    this.#team = own;
  }

  /** Makes a request for a team; see {@link RestClient.send}. */
  async send<Answer = undefined>({ teamId, ...request }: VercelRequest<Answer>): Promise<Answer> {
    const query = { ...request.query, teamId: await this.teamId(teamId, request.signal) };
    return this.#rest.send({ ...request, query });
  }

  /**
   * The id of the team that a resource belongs to.
   *
   * @param own the one that the resource names
   * @returns undefined when neither it nor the provider names one
   */
  async teamId(own: string | undefined, signal: AbortSignal): Promise<string | undefined> {
    if (own || !this.#team) return own || undefined;
    this.#teamId ??= this.#askForTeam(this.#team, signal);
    try {
      return await this.#teamId;
    } catch (error) {
      // Others may have better luck than this one.
      this.#teamId = undefined;
      throw error;
    }
  }

  async #askForTeam(slugOrId: string, signal: AbortSignal): Promise<string> {
    const path = `/v2/teams/${encodeURIComponent(slugOrId)}`;
    const purpose = `show the team ${slugOrId}`;
    return (await this.#rest.send({ method: "GET", path, answer: team, purpose, signal })).id;
  }
}
