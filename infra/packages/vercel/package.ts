import type { ParameterizedPackage } from "@live-listen/property-tables";

/** The package that Pulumi's bridge makes of Vercel's own Terraform provider. */
export const vercel: ParameterizedPackage = {
  name: "vercel",
  version: "5.10.0",
  terraformProvider: "registry.opentofu.org/vercel/vercel",
};
