import { object, setOf } from "@live-listen/property-tables";
import { z } from "zod";

/** As long as the longest name that Render's own provider accepts. */
const NAME_LENGTH = 255;

/** A name of a person's choice; made from the resource's own when left out, as the bridge does it. */
export const name = { schema: z.string().min(1, "must not be empty"), autoNamed: { maxLength: NAME_LENGTH } } as const;

/** Where a resource runs. Render moves nothing: a change replaces. */
export const region = {
  schema: z.enum(["frankfurt", "ohio", "oregon", "singapore", "virginia"]),
  replaces: true,
} as const;

/** Blocks of addresses that are let in. */
export const ipAllowLists = setOf({
  /** For example `203.0.113.0/24`. */
  cidrBlock: { schema: z.string() },
  description: { schema: z.string() },
});

/** Where the log of one resource goes instead of the workspace's stream. */
export const logStreamOverride = object({
  /** `host:port` of a syslog receiver. */
  endpoint: { schema: z.string().optional(), computed: "when omitted" },
  /** Whether lines are sent there or dropped. */
  setting: { schema: z.enum(["send", "drop"]) },
  /** That the receiver asks for. */
  token: { schema: z.string().optional(), secret: true },
});
