import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Fault } from "../../fault.ts";
import { RestClient, type RestRequest } from "../rest/client.ts";
import type { Configuration } from "./configuration.ts";

/** Render's refusals say why in `message`. */
const refusal = z.object({ message: z.string() }).transform(({ message }) => message);

/** Pauses between polls, in milliseconds: the first, by how much each is longer, and the longest. */
const FIRST_PAUSE = 100;
const PAUSE_GROWTH = 1.2;
const LONGEST_PAUSE = 5_000;

/** Speaks to Render's REST API for one workspace. */
export class RenderClient {
  readonly #rest: RestClient;
  readonly ownerId: string;
  /** Whether a service is made only when its first deploy is live. */
  readonly waitForDeployCompletion: boolean;
  /** Whether a changed service stays as it was deployed. */
  readonly skipDeployAfterServiceUpdate: boolean;

  /** @throws Fault when the options name no workspace, or no key for it */
  constructor(url: string, options: Configuration) {
    const { apiKey, ownerId, waitForDeployCompletion = false, skipDeployAfterServiceUpdate = false } = options;
    if (!apiKey) throw new Fault('render:apiKey is missing: run "pulumi config set --secret render:apiKey".');
    if (!ownerId)
      throw new Fault(
        'render:ownerId is missing: run "pulumi config set render:ownerId" with the id of the workspace.',
      );
    this.#rest = new RestClient({
      name: "Render",
      url,
      token: apiKey,
      tokenCure: "pulumi config set --secret render:apiKey",
      refusal,
    });
    this.ownerId = ownerId;
    this.waitForDeployCompletion = waitForDeployCompletion;
    this.skipDeployAfterServiceUpdate = skipDeployAfterServiceUpdate;
  }

  /** Makes a request; see {@link RestClient.send}. */
  send<Answer = undefined>(request: RestRequest<Answer>): Promise<Answer> {
    return this.#rest.send(request);
  }

  /**
   * Asks again and again until the answer is the one that is waited for.
   *
   * @param options `patience`: how long, in milliseconds; `waited`: completes "… for 15 minutes", when it runs out
   * @throws Fault when it runs out
   */
  async until<Answer>(
    ask: () => Promise<Answer>,
    isDone: (answer: Answer) => boolean,
    { patience, waited, signal }: { patience: number; waited: string; signal: AbortSignal },
  ): Promise<Answer> {
    const end = performance.now() + patience;
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * PAUSE_GROWTH, LONGEST_PAUSE)) {
      const answer = await ask();
      if (isDone(answer)) return answer;
      if (performance.now() + pause > end) {
        throw new Fault(
          `${waited} for ${Math.round(patience / 60_000)} minutes: look at it in Render's dashboard, and run "pulumi up" again.`,
        );
      }
      await sleep(pause, undefined, { signal });
    }
  }
}
