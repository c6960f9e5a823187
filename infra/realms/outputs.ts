import type { HostedEnvironment } from "@live-listen/stacks";
import type { z } from "zod";
import { Fault } from "../fault.ts";
import type { HostedStack } from "./realm.ts";

/**
 * Reads what is needed of a stack's outputs.
 *
 * @throws Fault when it lacks that, as before the environment was brought up.
 */
export async function readOutputs<Outputs>(
  row: Pick<HostedEnvironment, "name">,
  opened: HostedStack,
  schema: z.ZodType<Outputs>,
): Promise<Outputs> {
  const parsed = schema.safeParse(await opened.stack.outputValues());
  if (parsed.success) return parsed.data;
  throw notBroughtUp(row, opened);
}

/** What is told of an environment whose stack lacks its outputs, with the command that brings it up. */
export function notBroughtUp({ name }: Pick<HostedEnvironment, "name">, { verbSuffix }: HostedStack): Fault {
  return new Fault(`${name} was not brought up: run \`npm run up -- ${name}${verbSuffix}\`.`);
}
