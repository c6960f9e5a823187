import { z } from "zod";
import { nameOfUrn } from "./urn.ts";

const resourceSchema = z.looseObject({
  urn: z.string(),
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
});

/** An operation that the engine had begun when it was killed, as it stands in a deployment. */
const pendingOperationSchema = z.looseObject({ type: z.string(), resource: resourceSchema });

export type PendingOperation = z.infer<typeof pendingOperationSchema>;

/** What `pulumi stack export` prints: here only what is looked at, the rest is handed through. */
const deploymentSchema = z.looseObject({
  deployment: z
    .looseObject({
      resources: z
        .array(
          z.looseObject({
            urn: z.string(),
            type: z.string().optional(),
            id: z.string().optional(),
            protect: z.boolean().optional(),
          }),
        )
        .nullish(),
      pending_operations: z.array(pendingOperationSchema).nullish(),
    })
    .nullable(),
});

export type Deployment = z.infer<typeof deploymentSchema>;

/**
 * Says under which id the provider keeps a resource, from its type and inputs alone.
 *
 * @returns undefined for types whose ids can't be known before they are created, and for what the provider doesn't know.
 */
export type IdentifyResource = (
  type: string,
  inputs: Readonly<Record<string, unknown>>,
) => string | undefined | Promise<string | undefined>;

/** Reads what `pulumi stack export` prints. */
export function parseDeployment(text: string): Deployment {
  return deploymentSchema.parse(JSON.parse(text));
}

/** A resource that a state knows of. */
export interface StackResource {
  readonly urn: string;
  /** The program's. */
  readonly name: string;
  readonly type: string | undefined;
  /** The provider's; a component has none. */
  readonly id: string | undefined;
  readonly isProtected: boolean;
}

/** The resources of a deployment. */
export function resourcesOf({ deployment }: Deployment): readonly StackResource[] {
  return (deployment?.resources ?? []).map(({ urn, type, id, protect }) => ({
    urn,
    name: nameOfUrn(urn),
    type,
    id,
    isProtected: protect ?? false,
  }));
}

/** The operations that were cut off in the last update of a stack. */
export function pendingOperationsOf({ deployment }: Deployment): readonly PendingOperation[] {
  return deployment?.pending_operations ?? [];
}

/**
 * Settles the creations that were cut off: whether one got as far as the provider is not known. One whose id can be told beforehand is taken
 * into the state as if it had, and a refresh afterwards drops it again if the provider doesn't know it; any other is taken out of the state.
 * Cut-off updates and deletions are left for the refresh, which reads those resources anyway.
 *
 * `pulumi refresh --import-pending-creates` is meant for this, but in 3.256 the refresh that follows drops what it imports.
 *
 * @returns another deployment, to be imported and then refreshed.
 */
export async function adoptPendingCreations(exported: Deployment, identify: IdentifyResource): Promise<Deployment> {
  if (!exported.deployment) return exported;
  const resources = exported.deployment.resources ?? [];
  // The replacement of a resource that is still there would be a second one of the same URN, which a state can't hold.
  const known = new Set(resources.map(({ urn }) => urn));
  const pending = pendingOperationsOf(exported);
  const adopted: (typeof resources)[number][] = [];
  for (const { type, resource } of pending) {
    if (type !== "creating" || known.has(resource.urn)) continue;
    const id = await identify(resource.type, resource.inputs);
    if (id !== undefined) adopted.push({ ...resource, id, outputs: resource.inputs });
  }
  return {
    ...exported,
    deployment: {
      ...exported.deployment,
      resources: [...resources, ...adopted],
      pending_operations: pending.filter(({ type }) => type !== "creating"),
    },
  };
}
