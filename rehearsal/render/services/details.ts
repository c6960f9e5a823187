import { z } from "zod";
import { ipAllowList } from "../ip-allow-list.ts";
import { notServed } from "../not-served.ts";
import { region } from "../region.ts";

const runtime = z.literal("image");
const instances = z.int().min(1, "must be at least 1").max(100, "must be at most 100");
const percentage = z.strictObject({
  enabled: z.boolean(),
  percentage: z.int().min(1, "must be at least 1").max(100, "must be at most 100"),
});

/** How many instances there are to be, by what they use. */
export const autoscaling = z
  .strictObject({
    enabled: z.boolean(),
    min: instances,
    max: instances,
    criteria: z.strictObject({ cpu: percentage, memory: percentage }),
  })
  .refine(({ min, max }) => min <= max, { path: ["max"], error: "must not be less than `min`" });

/** What asks for a number of instances. */
export const scaling = z.strictObject({ numInstances: instances });

/** What Render says of an image in a place of its own, and of sources otherwise. */
const imageDetails = { dockerCommand: z.string() };

/** What can be set of the details of a web service that runs an image, and changed at any time. */
const changeable = {
  plan: z.enum(["starter", "standard", "pro", "pro_plus", "pro_max", "pro_ultra"]),
  healthCheckPath: z.string(),
  maintenanceMode: z.strictObject({ enabled: z.boolean(), uri: z.string() }),
  /** In seconds, from SIGTERM to SIGKILL. */
  maxShutdownDelaySeconds: z.int().min(1, "must be at least 1").max(300, "must be at most 300"),
  preDeployCommand: z.string(),
  previews: z.strictObject({ generation: z.enum(["off", "manual", "automatic"]) }),
  pullRequestPreviewsEnabled: z.enum(["yes", "no"]),
  renderSubdomainPolicy: z.enum(["enabled", "disabled"]),
  ipAllowList: ipAllowList.nullable(),
};

/** The details of a web service as they are remembered. */
export const details = z.object({
  ...changeable,
  ...imageDetails,
  region,
  numInstances: instances,
  autoscaling: autoscaling.optional(),
});

export type Details = z.output<typeof details>;

/** What a change of the details may bring; what is absent stays. */
export const detailsChanges = z
  .strictObject({ ...changeable, previews: changeable.previews.partial() })
  .partial()
  .extend({
    runtime: runtime.optional(),
    env: runtime.optional(),
    envSpecificDetails: z
      .strictObject({ ...imageDetails, dockerContext: z.string(), dockerfilePath: z.string() })
      .partial()
      .extend({ registryCredentialId: notServed })
      .optional(),
    cache: notServed,
  });

/** The details that a web service is made with. */
export const firstDetails = detailsChanges.omit({ cache: true }).extend({
  runtime,
  region: region.optional(),
  numInstances: instances.optional(),
  autoscaling: autoscaling.optional(),
  disk: notServed,
});

/** The details of a web service of which nothing was said. */
export const DEFAULT_DETAILS: Details = {
  plan: "starter",
  region: "oregon",
  numInstances: 1,
  healthCheckPath: "",
  maintenanceMode: { enabled: false, uri: "" },
  maxShutdownDelaySeconds: 30,
  preDeployCommand: "",
  dockerCommand: "",
  previews: { generation: "off" },
  pullRequestPreviewsEnabled: "no",
  renderSubdomainPolicy: "enabled",
  ipAllowList: null,
};

/** Details with changes applied. */
export function changed(
  before: Details,
  { envSpecificDetails, runtime: _, env: __, cache: ___, previews, ...changes }: z.output<typeof detailsChanges>,
): Details {
  return {
    ...before,
    ...given(changes),
    previews: { ...before.previews, ...given(previews ?? {}) },
    dockerCommand: envSpecificDetails?.dockerCommand ?? before.dockerCommand,
  };
}

type Given<Value> = { [Name in keyof Value]: Exclude<Value[Name], undefined> };

function given<Value extends object>(values: Value): Partial<Given<Value>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Given<Value>>;
}
