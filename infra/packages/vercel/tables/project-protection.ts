import { object, optional, setOf } from "@live-listen/property-tables";
import { z } from "zod";

const protectedDeployments = [
  "standard_protection_new",
  "standard_protection",
  "all_deployments",
  "only_preview_deployments",
] as const;

/** Who has to sign in at Vercel: by default at everything but custom domains. */
export const vercelAuthentication = {
  ...optional(
    object({
      deploymentType: { schema: z.enum([...protectedDeployments, "none"]).optional(), computed: "when omitted" },
    }),
  ),
  computed: "when omitted",
} as const;

/** A password that visitors are asked for. */
export const passwordProtection = optional(
  object({
    deploymentType: { schema: z.enum(protectedDeployments) },
    password: {
      schema: z.string().min(1, "must not be empty").max(72, "must have at most 72 characters"),
      secret: true,
    },
  }),
);

/** Addresses that are let in. */
export const trustedIps = optional(
  object({
    addresses: setOf({
      value: { schema: z.string(), secret: true },
      note: { schema: z.string().optional() },
    }),
    deploymentType: {
      schema: z.enum([
        "standard_protection_new",
        "standard_protection",
        "all_deployments",
        "only_production_deployments",
        "only_preview_deployments",
      ]),
    },
    protectionMode: { schema: z.enum(["trusted_ip_required", "trusted_ip_optional"]).default("trusted_ip_required") },
  }),
);

const TRUSTED = "is not served here: nothing else of Vercel's calls this project";
const selection = object({
  preset: { schema: z.literal("all-custom").optional() },
  slugs: { schema: z.array(z.string()).optional(), unordered: true },
});
const label = { schema: z.string().min(1).max(100).optional() } as const;

/** Other projects and issuers of tokens that are let in. */
export const trustedSources = {
  ...optional(
    object({
      externalSources: optional(
        setOf({
          claims: { schema: z.record(z.string(), z.array(z.string())) },
          issuer: { schema: z.string().min(1).max(512) },
          label,
          to: selection,
        }),
      ),
      projects: optional(
        setOf({
          customAllows: optional(setOf({ from: selection, to: selection })),
          label,
          projectId: { schema: z.string().min(1).max(64) },
        }),
      ),
    }),
  ),
  unsupported: TRUSTED,
} as const;

/** Paths that are left out of `OPTIONS` requests' protection. */
export const optionsAllowlist = optional(object({ paths: setOf({ value: { schema: z.string() } }) }));
