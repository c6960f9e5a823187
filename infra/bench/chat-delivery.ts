import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { ROOT } from "../local/paths.ts";
import type { Figure } from "./figure.ts";

const CROWD = join(ROOT, "services", "api", "test", "crowd-main.ts");
const SOCKETS = 1_000;
const MESSAGES = 100;

const crowdSchema = z.object({ deliveryMilliseconds: z.object({ p50: z.number(), p99: z.number() }) });

/**
 * Time from a chat message's sending to its arrival at each of a thousand sockets in one room on two instances: the 99th percentile, beside the
 * median of the same deliveries.
 */
export async function chatDelivery(signal: AbortSignal): Promise<Figure> {
  const args = [CROWD, "--sockets", String(SOCKETS), "--messages", String(MESSAGES)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { signal });
  const { p50, p99 } = crowdSchema.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).deliveryMilliseconds;
  return {
    name: `chat to ${SOCKETS} sockets in one room, 99th percentile`,
    unit: "ms",
    value: p99,
    baseline: { name: "its median", value: p50 },
    ratio: Number((p99 / p50).toPrecision(3)),
    runs: 1,
  };
}
