import * as pulumi from "@pulumi/pulumi";
import { registerPackage } from "@pulumi/pulumi/runtime/index.js";
import { BRIDGE, type ParameterizedPackage, parameterOf } from "./parameterization.ts";
import { type Arguments, isInput, type Outputs, type PropertyTable } from "./property.ts";
import type { ResourceDefinition } from "./resource-table.ts";

/** A value of a program, in which any part may be the output of another resource. */
type Nested<Value> = Value extends readonly (infer Item)[]
  ? readonly pulumi.Input<Nested<Item>>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: pulumi.Input<Nested<Value[Name]>> }
    : Value;

/** The arguments of a resource, as a program writes them. */
export type ResourceArguments<Table extends PropertyTable> = {
  readonly [Name in keyof Arguments<Table>]: pulumi.Input<Nested<Arguments<Table>[Name]>>;
};

/** The properties of a resource, as a program reads them. */
export type ResourceProperties<Table extends PropertyTable> = {
  readonly [Name in keyof Outputs<Table>]-?: pulumi.Output<Outputs<Table>[Name]>;
};

/** What is known of a resource that is looked up; the id is enough. */
export type ResourceState<Table extends PropertyTable> = {
  readonly [Name in keyof Outputs<Table>]?: pulumi.Input<Nested<Outputs<Table>[Name]>>;
};

type Instance<Table extends PropertyTable> = pulumi.CustomResource & ResourceProperties<Table>;

/** What follows the name: arguments that are all optional may be left out as a whole. */
type Following<Table extends PropertyTable> =
  Record<never, never> extends ResourceArguments<Table>
    ? [args?: ResourceArguments<Table>, opts?: pulumi.CustomResourceOptions]
    : [args: ResourceArguments<Table>, opts?: pulumi.CustomResourceOptions];

/** The class of a resource, as an SDK that Pulumi generates has it. */
export interface ResourceClass<Table extends PropertyTable> {
  new (name: string, ...following: Following<Table>): Instance<Table>;
  /** Its token, by which a policy pack tells it from others. */
  readonly __pulumiType: string;
  /** Looks up an existing resource by the id that the vendor knows it by. */
  get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ResourceState<Table>,
    opts?: pulumi.CustomResourceOptions,
  ): Instance<Table>;
  /** Whether a value is such a resource, whichever copy of the SDK made it. */
  isInstance(value: unknown): value is Instance<Table>;
}

/**
 * Makes the class of a resource from its table.
 *
 * It does what the SDK does that `pulumi package add terraform-provider …` generates, so that the one can take the
 * other's place: same token, same inputs, same secret outputs, and the same parameterization, by which the engine loads
 * the vendor's own provider.
 *
 * @throws Error, from the constructor, in one sentence that names every required argument which is missing.
 */
export function customResource<const Table extends PropertyTable>(
  { type, properties }: ResourceDefinition<Table>,
  served: ParameterizedPackage,
): ResourceClass<Table> {
  const inputs = Object.entries(properties).filter(([, property]) => isInput(property));
  const secretInputs = new Set(inputs.filter(([, { secret }]) => secret).map(([name]) => name));
  const required = inputs.filter(([, { schema, autoNamed, unsupported }]) => {
    return !autoNamed && unsupported === undefined && !schema.safeParse(undefined).success;
  });
  const defaults: pulumi.CustomResourceOptions = {
    version: served.version,
    additionalSecretOutputs: Object.keys(properties).filter((name) => properties[name]?.secret),
  };

  const made = class extends pulumi.CustomResource {
    static readonly __pulumiType = type;

    constructor(name: string, args: Given = {}, opts: pulumi.CustomResourceOptions = {}) {
      if (!opts.id && !opts.urn) assertGiven(name, args);
      const given = Object.entries(args).map(([key, value]) => [key, secretInputs.has(key) ? secretOf(value) : value]);
      // An output that no input names would not be a property of the object.
      const all = {
        ...Object.fromEntries(Object.keys(properties).map((key) => [key, undefined])),
        ...Object.fromEntries(given),
      };
      delete all.id;
      super(type, name, all, pulumi.mergeOptions(defaults, opts), false, reference(served));
    }

    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: Given, opts?: pulumi.CustomResourceOptions) {
      return new this(name, state, { ...opts, id });
    }

    static override isInstance(value: unknown): value is pulumi.CustomResource {
      return pulumi.CustomResource.isInstance(value) && Reflect.get(value, "__pulumiType") === type;
    }
  };
  // Its properties come to be at run time, from the table that also gives their types.
  return made as unknown as ResourceClass<Table>;

  function assertGiven(name: string, args: Given): void {
    const missing = required.map(([key]) => key).filter((key) => args[key] === undefined);
    if (missing.length > 0) throw new Error(`${type} "${name}" lacks ${missing.join(", ")}: give it in the program.`);
  }
}

type Given = Readonly<Record<string, unknown>>;

function secretOf(value: unknown): unknown {
  return value === undefined ? undefined : pulumi.secret(value);
}

/** Registers the package with the engine of this deployment; asked again, the SDK answers from memory. */
function reference(served: ParameterizedPackage): Promise<string | undefined> {
  return registerPackage({
    baseProviderName: BRIDGE.name,
    baseProviderVersion: BRIDGE.version,
    baseProviderDownloadUrl: "",
    packageName: served.name,
    packageVersion: served.version,
    base64Parameter: parameterOf(served),
  });
}
