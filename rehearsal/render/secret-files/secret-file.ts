import { z } from "zod";

/** A file of a service that only it can read, as it is remembered. */
export const secretFile = z.object({
  serviceId: z.string(),
  name: z.string(),
  /** What is in it, as `seal.ts` encrypts it. */
  sealed: z.string(),
});

export type SecretFile = z.output<typeof secretFile>;
