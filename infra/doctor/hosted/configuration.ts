import {
  type ConfigurationEntry,
  commandsOf,
  type ParsedConfiguration,
  parseConfiguration,
} from "../../configuration/parse.ts";
import { type Check, good, wrong } from "../check.ts";

/** Reads a stack's configuration as the engine gives it. */
export function readConfiguration(
  stack: string,
  values: Readonly<Record<string, { readonly value: string; readonly secret?: boolean }>>,
): ParsedConfiguration {
  const entries = Object.entries(values).map(([key, { value, secret = false }]): [string, ConfigurationEntry] => [
    key,
    { value, secret },
  ]);
  return parseConfiguration(stack, Object.fromEntries(entries), commandsOf(stack));
}

/** Whether the stack's configuration is whole: every fault of it with its cure. */
export function configurationCheck(stack: string, parsed: ParsedConfiguration): Check {
  return {
    name: "Configuration",
    look: async () =>
      parsed.ok
        ? good(`All that Pulumi.${stack}.yaml has to say is there.`)
        : wrong(`${parsed.faults.join("; ")}. Until then nothing else can be looked at.`),
  };
}
