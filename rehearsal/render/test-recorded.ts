import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VENDOR_FACTS } from "@live-listen/property-tables/vendor-facts";
import { z } from "zod";

/** The calls that Render's own provider was seen to make; beside the repository, and not in it. */
const RECORD = join(VENDOR_FACTS, "render.calls.json");

const call = z.object({
  method: z.string(),
  /** With `/v1`, and `{…}` for what only a server knows. */
  path: z.string(),
  queryExample: z.record(z.string(), z.string()).optional(),
  requestBody: z.unknown().optional(),
  status: z.number(),
  /** The least answer that the provider took. */
  minResponse: z.unknown().optional(),
  /** What it asked again for until it was so. */
  polledUntil: z.unknown().optional(),
});

export type RecordedCall = z.output<typeof call>;

const record = z.object({ resources: z.record(z.string(), z.record(z.string(), z.array(call))) });

/** The calls of each operation of each resource. */
export type RecordedCalls = z.output<typeof record>["resources"];

/** Reads the record; undefined where it is not at hand. */
export function readRecordedCalls(): RecordedCalls | undefined {
  return existsSync(RECORD) ? record.parse(JSON.parse(readFileSync(RECORD, "utf8"))).resources : undefined;
}
