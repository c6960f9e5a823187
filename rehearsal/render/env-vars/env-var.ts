import { z } from "zod";

/** A variable of a service as it is remembered. */
export const envVar = z.object({
  serviceId: z.string(),
  key: z.string(),
  /** The value, as `seal.ts` encrypts it. */
  sealed: z.string(),
});

export type EnvVar = z.output<typeof envVar>;
