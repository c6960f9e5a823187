import { environments, findEnvironment, isHosted } from "@live-listen/stacks";
import * as pulumi from "@pulumi/pulumi";
import * as config from "@pulumi/pulumi/runtime/config.js";
import { type ConfigurationEntry, parseConfiguration } from "./configuration/parse.ts";
import { HostedEnvironment } from "./hosted-environment.ts";
import { LocalEnvironment } from "./local-environment.ts";

/**
 * The Pulumi program of every stack: brings up the environment that the stack is named after.
 *
 * @returns the outputs of the stack.
 * @throws RunError, before anything is made, when no environment has the stack's name, or its configuration is wrong.
 */
export default async function program(): Promise<pulumi.Inputs> {
  const name = pulumi.getStack();
  const row = findEnvironment(name);
  if (!row) {
    const names = environments.map((environment) => environment.name).join(", ");
    throw new pulumi.RunError(`There is no environment called ${name}: select the stack of one of ${names}.`);
  }
  if (isHosted(row)) {
    const parsed = parseConfiguration(name, configurationEntries());
    if (!parsed.ok) throw new pulumi.RunError(`The configuration of ${name} won't do: ${parsed.faults.join("; ")}.`);
    return new HostedEnvironment(name, { row, configuration: parsed.configuration }).outputs;
  }
  const postgres = new pulumi.Config("postgresql");
  const place = { host: postgres.require("host"), port: postgres.requireNumber("port") };
  return new LocalEnvironment(name, { row, postgres: place }).outputs;
}

/** All configuration of the stack. `pulumi.Config` reads a key that one knows; a misspelt one is found only among all of them. */
function configurationEntries(): Record<string, ConfigurationEntry> {
  // The SDK keeps which values are secret, and leaves the question out of its declarations.
  const { isConfigSecret } = config as typeof config & { isConfigSecret(key: string): boolean };
  return Object.fromEntries(
    Object.entries(config.allConfig()).map(([key, value]) => [
      key,
      { value: value ?? "", secret: isConfigSecret(key) },
    ]),
  );
}
