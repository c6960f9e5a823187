import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { Fault } from "../fault.ts";
import { ROOT } from "../local/paths.ts";
import { type Figure, median } from "./figure.ts";

const SCRIPT = join(ROOT, "infra", "realms", "test", "deploy-under-load-main.ts");
const SOCKETS = 200;
const REQUESTS_PER_SECOND = 200;
/** Within which every socket has to be back. */
const LONGEST_MILLISECONDS = 2_000;
/** The whole, with a rehearsal of its own, takes half a minute. */
const DEADLINE_MILLISECONDS = 300_000;

const metSchema = z.object({
  requests: z.number(),
  failures: z.array(z.string()),
  awayMilliseconds: z.array(z.number()).min(SOCKETS),
});

/**
 * How long a socket is away while a release is deployed in the rehearsal, under two hundred requests a second and two hundred sockets through
 * the edge: the longest, beside the median of all.
 *
 * @throws Fault when a request failed, or a socket was away for too long.
 */
export async function deployUnderLoad(signal: AbortSignal): Promise<Figure> {
  const args = [SCRIPT, "--sockets", String(SOCKETS), "--requests", String(REQUESTS_PER_SECOND)];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    signal,
    maxBuffer: 2 ** 24,
    timeout: DEADLINE_MILLISECONDS,
  });
  const met = metSchema.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
  const { requests, failures, awayMilliseconds } = met;
  if (failures.length > 0) {
    throw new Fault(
      `${failures.length} of ${requests} requests failed during a deploy (${[...new Set(failures)].slice(0, 3).join("; ")}): no release may cost one.`,
    );
  }
  const [longest, middle] = [Math.max(...awayMilliseconds), median(awayMilliseconds)];
  if (longest > LONGEST_MILLISECONDS) {
    throw new Fault(
      `A socket was away for ${Math.round(longest)} ms during a deploy: each has to be back within ${LONGEST_MILLISECONDS} ms.`,
    );
  }
  return {
    name: `longest that one of ${SOCKETS} sockets is away during a deploy, 0 of ${requests} requests failed`,
    unit: "ms",
    value: Math.round(longest),
    baseline: { name: "their median", value: Math.round(middle) },
    ratio: Number((longest / middle).toPrecision(3)),
    runs: 1,
  };
}
