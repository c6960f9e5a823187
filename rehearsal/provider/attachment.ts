import { BRIDGE } from "@live-listen/property-tables";
import { postgresql } from "./postgresql/index.ts";
import { random } from "./random/index.ts";

/**
 * The value of `PULUMI_DEBUG_PROVIDERS` that attaches an engine to a served port for every package served, for example
 * `random:4242,postgresql:4242,terraform-provider:4242`. The last one stands for every package that is made of a
 * Terraform provider.
 */
export function attachment(port: number): string {
  return [random.name, postgresql.name, BRIDGE.name].map((name) => `${name}:${port}`).join(",");
}
