import { object, setOf } from "@live-listen/property-tables";
import { z } from "zod";

/** As long as the longest name that Render's own provider accepts. */
const NAME_LENGTH = 255;

/** A text that says something. */
export const text = z.string().min(1, "must not be empty");

/** A name of a person's choice, made from the resource's own when left out, as the bridge does it. */
export const name = { schema: text, autoNamed: { maxLength: NAME_LENGTH } } as const;

/** Id of the environment, in a project, that something belongs to; of none when left out. May be changed in place. */
export const environmentId = { schema: z.string().optional() } as const;

/** Where a resource runs. Render moves nothing: a change replaces. */
export const region = {
  schema: z.enum(["frankfurt", "ohio", "oregon", "singapore", "virginia"]),
  replaces: true,
} as const;

/** Blocks of addresses that are let in. */
export const ipAllowLists = setOf({
  /** In CIDR notation, for example `203.0.113.0/24`. */
  cidrBlock: { schema: z.string() },
  /** Whose addresses they are, for people. */
  description: { schema: z.string() },
});

/** Where the log of one resource goes instead of the workspace's stream. */
export const logStreamOverride = object({
  /** `host:port` of a syslog receiver; the workspace's when left out. */
  endpoint: { schema: z.string().optional(), computed: "when omitted" },
  /** Whether lines are sent there or dropped. */
  setting: { schema: z.enum(["send", "drop"]) },
  /** That the receiver asks for. */
  token: { schema: z.string().optional(), secret: true },
});
