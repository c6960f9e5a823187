import type { Inputs, ParameterizedPackage, PropertyTable, ResourceTable } from "@live-listen/property-tables";
import type { Values } from "../wire/values.ts";
import type { Operation, Resource } from "./resource.ts";

/** A Pulumi package: its configuration, how it connects, and its resource types. */
export interface PackageDefinition<Client, Configuration extends PropertyTable> {
  /** For example `postgresql`. */
  readonly name: string;
  /** What the bridge makes it of, when it is no package with a plugin of its own. */
  readonly parameterization?: ParameterizedPackage;
  readonly configuration: Configuration;
  readonly resources: readonly Resource<Client>[];
  /** Makes a client without touching the network: what it reaches may not exist yet. */
  connect(configuration: Inputs<Configuration>): Client;
  /** Lets go of whatever the client holds. */
  disconnect(client: Client): Promise<void>;
}

/** The operations of one resource type through an open connection. */
export type OpenResource = {
  [Name in "create" | "read" | "update" | "delete"]: (
    operation: Omit<Parameters<Resource<never>[Name]>[0], "client">,
  ) => ReturnType<Resource<never>[Name]>;
};

/** A package that has been configured. */
export interface OpenPackage {
  /** @returns undefined for a type that the package does not have */
  resource(type: string): OpenResource | undefined;
  close(): Promise<void>;
}

/** A package as the server sees it. */
export interface Package {
  readonly name: string;
  readonly parameterization: ParameterizedPackage | undefined;
  readonly configuration: PropertyTable;
  readonly resources: ReadonlyMap<string, ResourceTable>;
  /** @param configuration checked, defaults filled in, all known */
  open(configuration: Values): OpenPackage;
}

/** Defines a package from its parts. */
export function definePackage<Client, const Configuration extends PropertyTable>(
  definition: PackageDefinition<Client, Configuration>,
): Package {
  const resources = new Map(definition.resources.map((resource) => [resource.type, resource]));
  return {
    name: definition.name,
    parameterization: definition.parameterization,
    configuration: definition.configuration,
    resources,
    open(configuration) {
      const client = definition.connect(configuration as Inputs<Configuration>);
      const through = <Rest extends object>(operation: Rest): Rest & Pick<Operation<Client>, "client"> => ({
        ...operation,
        client,
      });
      return {
        resource(type) {
          const resource = resources.get(type);
          return (
            resource && {
              create: (operation) => resource.create(through(operation)),
              read: (operation) => resource.read(through(operation)),
              update: (operation) => resource.update(through(operation)),
              delete: (operation) => resource.delete(through(operation)),
            }
          );
        },
        close: () => definition.disconnect(client),
      };
    },
  };
}
