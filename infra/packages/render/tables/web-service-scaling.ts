import { object, optional } from "@live-listen/property-tables";
import { z } from "zod";

/** How much of a resource may be in use before Render adds an instance. */
const threshold = {
  ...optional(
    object({
      /** Whether it counts. */
      enabled: { schema: z.boolean() },
      /** Of the instances' processors or memory, in per cent. */
      percentage: { schema: z.int() },
    }),
  ),
  computed: "when omitted",
} as const;

/** How many instances run, by how busy they are; not when left out. */
export const autoscaling = optional(
  object({
    /** Whether Render scales by these settings. */
    enabled: { schema: z.boolean() },
    /** Fewest instances. */
    min: { schema: z.int() },
    /** Most instances. */
    max: { schema: z.int() },
    /** What makes Render add instances. */
    criteria: object({
      /** How busy the processors are. */
      cpu: threshold,
      /** How full the memory is. */
      memory: threshold,
    }),
  }),
);
