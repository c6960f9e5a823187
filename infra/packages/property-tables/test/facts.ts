import { z } from "zod";

const modes = z.enum(["required", "optional", "optional+computed", "computed"]);

/** What a vendor's provider says of a property (`vendor-facts/*.properties.json`). */
export interface PropertyFacts {
  readonly mode: z.infer<typeof modes>;
  readonly type: string;
  readonly secret?: boolean | undefined;
  readonly pulumiSecret?: boolean | undefined;
  /** False for a name that Pulumi makes when it is left out. */
  readonly pulumiRequired?: boolean | undefined;
  readonly replaceOnChange?: boolean | "ifConfigured" | undefined;
  /** As text; that of an object as JSON with the provider's own names. */
  readonly default?: string | undefined;
  readonly oneOf?: readonly string[] | undefined;
  /** Bounds of a number, or of the length of a text. */
  readonly between?: readonly [number, number] | undefined;
  /** Names of what else it is checked by. */
  readonly validators?: readonly string[] | undefined;
  readonly fields?: Readonly<Record<string, PropertyFacts>> | undefined;
}

const propertyFacts: z.ZodType<PropertyFacts> = z.object({
  mode: modes,
  type: z.string(),
  secret: z.boolean().optional(),
  pulumiSecret: z.boolean().optional(),
  pulumiRequired: z.boolean().optional(),
  replaceOnChange: z.union([z.boolean(), z.literal("ifConfigured")]).optional(),
  default: z.string().optional(),
  oneOf: z.array(z.string()).optional(),
  between: z.tuple([z.number(), z.number()]).optional(),
  validators: z.array(z.string()).optional(),
  fields: z.lazy(() => z.record(z.string(), propertyFacts)).optional(),
});

/** The facts about a vendor's provider: its options, and the properties of its resources by token. */
export const providerFacts = z.object({
  provider: z.record(z.string(), propertyFacts),
  resources: z.record(z.string(), z.object({ props: z.record(z.string(), propertyFacts) })),
});

/** The Pulumi schema that the bridge gives a vendor's provider (`vendor-facts/*.pulumi-schema.json`). */
export const packageFacts = z.object({
  name: z.string(),
  version: z.string(),
  parameterization: z.object({
    baseProvider: z.object({ name: z.string(), version: z.string() }),
    parameter: z.string(),
  }),
  resources: z.record(
    z.string(),
    z.object({
      inputProperties: z.record(z.string(), z.unknown()).default({}),
      requiredInputs: z.array(z.string()).default([]),
      properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});
