import type { HostedEnvironment } from "@live-listen/stacks";
import { z } from "zod";
import type { Configuration, ConfigurationKey } from "../../configuration/keys.ts";
import type { PlatformAccess } from "../../realms/identify.ts";
import type { Names } from "./names.ts";

/** What of a hosted stack's outputs is looked at. */
const outputsSchema = z.object({
  databaseId: z.string(),
  apiServiceId: z.string(),
  /** Under which Render itself serves the API. */
  apiServiceUrl: z.url(),
  vercelProjectId: z.string(),
  dnsKeeper: z.enum(["vercel", "external"]),
  dnsRecordsToMake: z.array(z.object({ name: z.string(), type: z.enum(["A", "CNAME"]), value: z.string() })),
});

export type HostedOutputs = z.infer<typeof outputsSchema>;

/** What the checks of a hosted environment look at. */
export interface HostedSubject {
  readonly row: HostedEnvironment;
  readonly configuration: Configuration;
  readonly access: PlatformAccess;
  readonly cures: HostedCures;
  /** DNS and certificates. */
  readonly names: Names;
}

/** How a person mends what is wrong, in the realm that they work in. */
export interface HostedCures {
  /** The command of a verb for this environment: `npm run up -- staging`. */
  verb(verb: string): string;
  /** Another value for a key of the configuration, as part of a sentence: `run …`. */
  set(described: ConfigurationKey): string;
}

/** A hosted environment that was brought up. */
export interface HostedStanding extends HostedSubject {
  readonly outputs: HostedOutputs;
}

/** The outputs of a stack that was brought up; undefined for one that wasn't. */
export function hostedOutputs(outputs: Readonly<Record<string, unknown>>): HostedOutputs | undefined {
  return outputsSchema.safeParse(outputs).data;
}
