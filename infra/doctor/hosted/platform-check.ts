import { RenderClient } from "../../platforms/render/client.ts";
import { VercelClient } from "../../platforms/vercel/client.ts";
import type { Check, Outcome } from "../check.ts";
import type { HostedSubject } from "./subject.ts";

/**
 * That a look at a platform may take: as long as `patientFetch` goes on asking, at most four times half a minute for an answer, with three waits of
 * a minute between them. A shorter time would cut off a platform that has only asked for patience.
 */
export const PLATFORM_MILLISECONDS = 300_000;

/** The platforms' clients for one look, ended by its signal. */
export interface Platforms {
  readonly render: () => RenderClient;
  readonly vercel: () => VercelClient;
}

/** A check that asks a platform. */
export function platformCheck(
  name: string,
  { access }: HostedSubject,
  look: (platforms: Platforms) => Promise<Outcome>,
): Check {
  return {
    name,
    milliseconds: PLATFORM_MILLISECONDS,
    look: (signal) =>
      look({
        render: () => new RenderClient(access.render, signal),
        vercel: () => new VercelClient(access.vercel, signal),
      }),
  };
}
