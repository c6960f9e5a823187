import {
  type Inputs,
  type Outputs,
  outputSchema,
  type PropertyTable,
  type ResourceDefinition,
  type ResourceTable,
  tableOf,
} from "@live-listen/property-tables";
import type { Values } from "../wire/values.ts";

/** What every operation on one resource is given. */
export interface Operation<Client> {
  /** The package's open connection. */
  readonly client: Client;
  readonly urn: string;
  /** Ends when the engine cancels or goes away. */
  readonly signal: AbortSignal;
}

/**
 * Tells what is there already, while more is still to be done: when that fails, the state has it, and the next update
 * goes on from there instead of making another one.
 */
export type Checkpoint<State> = (made: {
  id: string;
  outputs: { readonly [Name in keyof State]?: State[Name] | undefined };
}) => void;

/** A resource type: its table, and how one is made, looked at, changed and removed. */
export interface ServedResource<Client, Table extends PropertyTable> extends ResourceDefinition<Table> {
  /** @throws Fault when it can't be made; nothing of it is left then but what `checkpoint` was told of */
  create(
    operation: Operation<Client> & { inputs: Inputs<Table>; checkpoint: Checkpoint<Outputs<Table>> },
  ): Promise<{ id: string; outputs: Outputs<Table> }>;
  /**
   * @param operation `state` is what was last known, empty for an import
   * @returns what is there now, undefined when it is gone
   */
  read(
    operation: Operation<Client> & { id: string; state: Partial<Outputs<Table>> },
  ): Promise<{ id: string; outputs: Outputs<Table> } | undefined>;
  /** @returns what it is afterwards */
  update(
    operation: Operation<Client> & {
      id: string;
      inputs: Inputs<Table>;
      state: Partial<Outputs<Table>>;
      checkpoint: Checkpoint<Outputs<Table>>;
    },
  ): Promise<Outputs<Table>>;
  /** Removes it; nothing to do when it is gone already. */
  delete(operation: Operation<Client> & { id: string; state: Partial<Outputs<Table>> }): Promise<void>;
}

/** A resource type whose property types are checked where it is defined, and forgotten here. */
export interface Resource<Client> extends ResourceTable {
  create(
    operation: Operation<Client> & { inputs: Values; checkpoint: Checkpoint<Values> },
  ): Promise<{ id: string; outputs: Values }>;
  read(
    operation: Operation<Client> & { id: string; state: Values },
  ): Promise<{ id: string; outputs: Values } | undefined>;
  update(
    operation: Operation<Client> & { id: string; inputs: Values; state: Values; checkpoint: Checkpoint<Values> },
  ): Promise<Values>;
  delete(operation: Operation<Client> & { id: string; state: Values }): Promise<void>;
}

/**
 * Defines a resource type.
 *
 * @example
 * export const note = defineResource<NotesClient>()({
 *   type: "notes:index/note:Note",
 *   properties: { text: { schema: z.string() }, url: { schema: z.string(), computed: "always" } },
 *   async create({ client, inputs }) { … },
 *   …
 * });
 */
export function defineResource<Client>() {
  return function define<const Table extends PropertyTable>(
    definition: ServedResource<Client, Table>,
  ): Resource<Client> {
    // What the engine hands in has passed Check, or was returned by this resource before: the table vouches for the types.
    const inputsOf = (values: Values) => values as Inputs<Table>;
    const stateOf = (values: Values) => knownProperties(definition.properties, values) as Partial<Outputs<Table>>;
    return {
      ...tableOf(definition),
      create: ({ inputs, ...operation }) => definition.create({ ...operation, inputs: inputsOf(inputs) }),
      read: ({ state, ...operation }) => definition.read({ ...operation, state: stateOf(state) }),
      update: ({ inputs, state, ...operation }) =>
        definition.update({ ...operation, inputs: inputsOf(inputs), state: stateOf(state) }),
      delete: ({ state, ...operation }) => definition.delete({ ...operation, state: stateOf(state) }),
    };
  };
}

/** A state may have been written by the vendor's provider: what the table does not know, or not like that, is left out. */
function knownProperties(table: PropertyTable, values: Values): Values {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, property]) => {
      if (!(name in values)) return [];
      const { success, data } = outputSchema(property).safeParse(values[name]);
      return success ? [[name, data]] : [];
    }),
  );
}
