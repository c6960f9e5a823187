import type { Inputs, Outputs } from "@live-listen/property-tables";
import type { dnsRecord } from "@pulumi/vercel/tables";
import { z } from "zod";
import { Fault } from "../../../fault.ts";

/** A record as a program asks for it. */
export type RecordInputs = Inputs<typeof dnsRecord.properties>;

/** A record as it is. */
export type RecordState = Outputs<typeof dnsRecord.properties>;

/** A record as Vercel answers it alone. */
export const answer = z.object({
  id: z.string(),
  domain: z.string(),
  name: z.string(),
  recordType: z.string(),
  value: z.string(),
  ttl: z.number().optional(),
  comment: z.string().default(""),
});

export type Answer = z.output<typeof answer>;

/** What the value of a record consists of. */
export type RecordData = Pick<RecordInputs, "value" | "mxPriority" | "srv">;

/**
 * The state of a record. Vercel makes names of hosts absolute by a dot at their end; the program's word without it stays.
 *
 * @throws Fault when its value is not of the form of its type
 */
export function stateOf(found: Answer, known: RecordData & { readonly teamId: string | undefined }): RecordState {
  return {
    teamId: known.teamId,
    domain: found.domain,
    name: found.name,
    type: found.recordType,
    ttl: found.ttl,
    comment: found.comment,
    ...dataOf(found, known),
    // Its type is one that the table names, and without a team there is no id of one.
  } as RecordState;
}

/** What the value of a record consists of, in the program's words where they mean the same. */
export function dataOf(
  { id, recordType, value }: Pick<Answer, "id" | "recordType" | "value">,
  known: RecordData,
): RecordData {
  if (recordType === "SRV") {
    const [priority, weight, port, target = ""] = value.split(" ");
    const [first, second, third] = [priority, weight, port].map((text) => Number.parseInt(text ?? "", 10));
    if (first === undefined || second === undefined || third === undefined || Number.isNaN(first + second + third)) {
      throw new Fault(
        `The SRV record ${id} has a value without priority, weight and port: correct it in Vercel's dashboard.`,
      );
    }
    return { srv: { priority: first, weight: second, port: third, target: wordFor(target, known.srv?.target) } };
  }
  if (recordType === "MX") {
    const [priority, host = ""] = value.split(" ");
    return { mxPriority: Number.parseInt(priority ?? "", 10), value: wordFor(host, known.value) };
  }
  return { value: wordFor(value, known.value) };
}

function wordFor(found: string, known: string | undefined): string {
  return found === `${known}.` ? (known ?? found) : found;
}
