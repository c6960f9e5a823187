import { findEnvironment, isHosted } from "@live-listen/stacks";
import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import type { DeclaredResource, Rule } from "./rule.ts";

/** A rule as the engine asks for it. It is asked about a stack as a whole, so that rules can compare resources. */
export function toPolicy({ name, description, broken }: Rule): StackValidationPolicy {
  return {
    name,
    description,
    enforcementLevel: "mandatory",
    validateStack: ({ resources }, report) => {
      const stack = resources[0] && stackOf(resources[0].urn);
      const row = stack === undefined ? undefined : findEnvironment(stack);
      // A developer's own machine is nobody else's business.
      if (!row || !isHosted(row)) return;
      for (const sentence of broken(resources.map(declared), row)) report(sentence);
    },
  };
}

function declared({ type, name, props, opts }: PolicyResource): DeclaredResource {
  return { type, name, properties: props, isProtected: opts.protect };
}

/** `urn:pulumi:<stack>::<project>::…`, see https://www.pulumi.com/docs/iac/concepts/resources/names/#urns. */
function stackOf(urn: string): string | undefined {
  return urn.split("::")[0]?.split(":")[2];
}
