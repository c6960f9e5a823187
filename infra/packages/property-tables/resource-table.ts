import type { Inputs, PropertyTable } from "./property.ts";

/** Properties of a resource or a provider by name. A property that is absent has no key. */
export type Values = Readonly<Record<string, unknown>>;

/** A rule across properties. It is asked only when every property it reads is known and valid. */
export interface Rule<Given> {
  /** The property that a broken rule is reported at. */
  readonly property: keyof Given & string;
  /** The properties it looks at. */
  readonly reads: readonly (keyof Given & string)[];
  /** The reason, completing "<property> …", or undefined when all is well. */
  readonly broken: (inputs: Given) => string | undefined;
}

/** A resource type as data: its token, its properties, and the rules across them. */
export interface ResourceDefinition<Table extends PropertyTable> {
  /** For example `render:index/postgres:Postgres`. */
  readonly type: string;
  readonly properties: Table;
  readonly rules?: readonly Rule<Inputs<Table>>[];
  /** Fills defaults that depend on other properties, after the schemas' own. Given values may be unknown. */
  readonly complete?: (inputs: Values) => Values;
}

/** A resource type whose property types are forgotten: all that Check, Diff and previews need. */
export interface ResourceTable {
  readonly type: string;
  readonly properties: PropertyTable;
  readonly rules: readonly Rule<Values>[];
  readonly complete: (inputs: Values) => Values;
}

/** Defines a resource type, so that its property types can be told from it. */
export function defineTable<const Table extends PropertyTable>(
  definition: ResourceDefinition<Table>,
): ResourceDefinition<Table> {
  return definition;
}

/** Forgets the property types of a definition, for whatever handles every resource alike. */
export function tableOf<Table extends PropertyTable>(definition: ResourceDefinition<Table>): ResourceTable {
  const { type, properties, rules = [], complete = (inputs) => inputs } = definition;
  // What a rule is asked about has passed the schemas: the table vouches for the types.
  const untyped = rules.map((rule) => ({ ...rule, broken: (inputs: Values) => rule.broken(inputs as Inputs<Table>) }));
  return { type, properties, rules: untyped, complete };
}
