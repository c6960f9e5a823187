import type { ParameterizedPackage } from "@live-listen/property-tables";

/** The package that Pulumi's bridge makes of Render's own Terraform provider. */
export const render: ParameterizedPackage = {
  name: "render",
  version: "1.9.1",
  terraformProvider: "registry.opentofu.org/render-oss/render",
};
