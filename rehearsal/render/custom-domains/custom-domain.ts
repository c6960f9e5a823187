import { z } from "zod";

/** A domain of a service as it is remembered. */
export const customDomain = z.object({
  id: z.string(),
  serviceId: z.string(),
  name: z.string(),
  /** The domain that this one leads to, when Render has added it by itself; else empty. */
  redirectForName: z.string(),
  verificationStatus: z.enum(["verified", "unverified"]),
  createdAt: z.string(),
});

export type CustomDomain = z.output<typeof customDomain>;
