import { environments, findEnvironment } from "@live-listen/stacks";
import * as pulumi from "@pulumi/pulumi";
import { Environment } from "./environment.ts";

/**
 * The Pulumi program of every stack: brings up the environment that the stack is named after.
 *
 * @returns the outputs of the stack.
 * @throws RunError when no environment has the stack's name.
 */
export default async function program(): Promise<pulumi.Inputs> {
  const name = pulumi.getStack();
  const row = findEnvironment(name);
  if (!row) {
    const names = environments.map((environment) => environment.name).join(", ");
    throw new pulumi.RunError(`There is no environment called ${name}: select the stack of one of ${names}.`);
  }
  if (row.name !== "local") {
    throw new pulumi.RunError(
      `No resources of ${name} are declared yet: \`pulumi up -s local\` is what can be brought up.`,
    );
  }
  const postgres = new pulumi.Config("postgresql");
  const environment = new Environment(row.name, {
    row,
    postgres: { host: postgres.require("host"), port: postgres.requireNumber("port") },
  });
  return environment.outputs;
}
