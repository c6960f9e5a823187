import { packages } from "./packages.ts";

/**
 * The value of `PULUMI_DEBUG_PROVIDERS` that attaches an engine to a served port for every package served, for example
 * `random:4242,postgresql:4242`.
 */
export function attachment(port: number): string {
  return packages.map(({ name }) => `${name}:${port}`).join(",");
}
