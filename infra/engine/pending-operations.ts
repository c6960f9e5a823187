import { z } from "zod";

/** An operation that the engine had begun when it was killed, as it stands in a deployment. */
const pendingOperationSchema = z.object({
  type: z.string(),
  resource: z.object({
    urn: z.string(),
    type: z.string(),
    inputs: z.record(z.string(), z.unknown()).default({}),
  }),
});

export type PendingOperation = z.infer<typeof pendingOperationSchema>;

const deploymentSchema = z.object({ pending_operations: z.array(pendingOperationSchema).nullish() });

/**
 * Says under which id the provider keeps a resource, from its type and inputs alone.
 *
 * @returns undefined for types whose ids can't be known before they are created.
 */
export type IdentifyResource = (type: string, inputs: Readonly<Record<string, unknown>>) => string | undefined;

/** The operations that were cut off in the last update of a stack. */
export function pendingOperationsOf(deployment: unknown): PendingOperation[] {
  return deploymentSchema.parse(deployment).pending_operations ?? [];
}

/**
 * The arguments of the `pulumi refresh` that clears up after an update that was killed: what was being created and can be identified is
 * looked up at its provider, and taken into the state if it is there; other creations are dropped from the state. Cut-off updates and
 * deletions need no argument, since a refresh reads those resources anyway.
 *
 * @see https://www.pulumi.com/docs/iac/cli/commands/pulumi_refresh/
 */
export function refreshArguments(pending: readonly PendingOperation[], identify: IdentifyResource): string[] {
  const imports = pending
    .filter(({ type }) => type === "creating")
    .flatMap(({ resource }) => {
      const id = identify(resource.type, resource.inputs);
      return id === undefined ? [] : ["--import-pending-creates", resource.urn, "--import-pending-creates", id];
    });
  return ["refresh", "--yes", "--skip-preview", "--clear-pending-creates", ...imports];
}
