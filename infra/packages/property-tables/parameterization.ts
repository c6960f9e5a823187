/**
 * A package that Pulumi's `terraform-provider` bridge makes of a Terraform provider: which bridge, and which provider.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/providers/any-terraform-provider/
 */
export interface ParameterizedPackage {
  /** Of the package, and the first part of its resources' tokens. */
  readonly name: string;
  /** Of the Terraform provider, which the package takes for its own. */
  readonly version: string;
  /** Where OpenTofu's registry has the Terraform provider, such as `registry.opentofu.org/vercel/vercel`. */
  readonly terraformProvider: string;
}

/** The plugin that every such package is made by. */
export const BRIDGE = { name: "terraform-provider", version: "1.1.3" } as const;

/** What the bridge is told to become the package: the `value` of Pulumi's Parameterize call, in base64. */
export function parameterOf({ terraformProvider, version }: ParameterizedPackage): string {
  return Buffer.from(JSON.stringify({ remote: { url: terraformProvider, version } })).toString("base64");
}
