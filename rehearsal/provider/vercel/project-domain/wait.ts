import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../../../fault.ts";
import type { VercelClient } from "../client.ts";
import type { Answer, Config } from "./answer.ts";
import { type DomainName, readConfig, readDomain } from "./read.ts";

/** As long as Vercel's own provider waits for a domain, and how often it looks, in milliseconds. */
const PATIENCE = 10 * 60_000;
const PAUSE = 5_000;

/**
 * Waits until a domain is verified and its DNS leads to Vercel.
 *
 * @throws Fault when it takes more than 10 minutes, with what is still missing
 */
export async function untilReady(
  client: VercelClient,
  signal: AbortSignal,
  name: DomainName,
  { patience = PATIENCE, pause = PAUSE } = {},
): Promise<{ found: Answer; config: Config }> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await readDomain(client, signal, name);
    const config = await readConfig(client, signal, name);
    if (found.verified && !config.misconfigured) return { found, config };
    if (performance.now() + pause > end) {
      throw new Fault(
        `The domain ${name.domain} is not ready after ${Math.round(patience / 60_000)} minutes: ${missing(found, config)}, and run "pulumi up" again.`,
      );
    }
    await sleep(pause, undefined, { signal });
  }
}

function missing({ verified, verification }: Answer, { recommendedCNAME, recommendedIPv4 }: Config): string {
  if (!verified) {
    const [challenge] = verification;
    return challenge
      ? `add the ${challenge.type} record ${challenge.domain} with the value "${challenge.value}"`
      : "verify it in Vercel's dashboard";
  }
  const host = recommendedCNAME.find(({ rank }) => rank === 1)?.value;
  const addresses = recommendedIPv4.find(({ rank }) => rank === 1)?.value.join(", ");
  return `lead its DNS to Vercel (a CNAME record ${host ?? "as its dashboard says"}, or an A record ${addresses ?? "as its dashboard says"})`;
}
