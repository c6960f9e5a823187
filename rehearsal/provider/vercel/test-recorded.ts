import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VENDOR_FACTS } from "@live-listen/property-tables/vendor-facts";
import { z } from "zod";

/** The calls that the vendor's own provider was seen to make; beside the repository, and not in it. */
const FACTS = join(VENDOR_FACTS, "vercel.calls.json");

const call = z.object({
  method: z.string().optional(),
  path: z.string().optional(),
  requestBody: z.unknown().optional(),
  minResponse: z.unknown().optional(),
});

export type RecordedCall = z.output<typeof call>;

const facts = z.object({ resources: z.record(z.string(), z.record(z.string(), z.array(call))) });

/** Reads the calls of every operation of every resource; undefined where they are not at hand. */
export function readRecordedCalls(): ((resource: string, operation: string) => readonly RecordedCall[]) | undefined {
  if (!existsSync(FACTS)) return undefined;
  const { resources } = facts.parse(JSON.parse(readFileSync(FACTS, "utf8")));
  return (resource, operation) => {
    const calls = resources[resource]?.[operation];
    if (!calls) throw new Error(`nothing is recorded of ${operation} of ${resource}`);
    return calls.filter(({ method }) => method !== undefined);
  };
}
