import type { z } from "zod";

/**
 * One property of a resource or of a provider's configuration: its type as a zod schema (which also says whether it is
 * required, its default and its bounds), and what Pulumi needs to know beyond the type.
 *
 * Plain data: a table of these can live in any package.
 */
export interface Property<Schema extends z.ZodType = z.ZodType> {
  /** What a program gives. */
  readonly schema: Schema;
  /** Encrypted in the state and never printed. */
  readonly secret?: boolean;
  /** Whose value it is: "always" is an output alone; "when omitted" is an input that the server fills when absent. */
  readonly computed?: "always" | "when omitted";
  /** A change makes a new resource instead of updating the old one; "when given" only if the program names a value. */
  readonly replaces?: boolean | "when given";
  /** A list whose order says nothing. */
  readonly unordered?: boolean;
  /** When omitted, made from the resource's name and a random suffix. */
  readonly autoNamed?: { readonly maxLength: number };
  /** An input that exists and is refused; the reason completes "<name> …". */
  readonly unsupported?: string;
  /** The properties of the object, or of each item of the list or map, as `nested.ts` makes them. */
  readonly fields?: PropertyTable;
  /** Where the fields are: in the value itself, or in each of its items. */
  readonly nesting?: "object" | "list" | "map";
}

/** The properties of a resource or of a provider's configuration by name. */
export type PropertyTable = Readonly<Record<string, Property>>;

type InputName<Table extends PropertyTable> = {
  [Name in keyof Table]: Table[Name] extends { computed: "always" } | { unsupported: string } ? never : Name;
}[keyof Table];

type FilledName<Table extends PropertyTable> = {
  [Name in keyof Table]: Table[Name] extends { computed: "when omitted" } ? Name : never;
}[keyof Table];

type ComputedName<Table extends PropertyTable> = {
  [Name in keyof Table]: Table[Name] extends { computed: "always" } ? Name : never;
}[keyof Table];

/** The properties of a shape by how a value of theirs is there: always, or perhaps. */
type OptionalKey<Shape> = { [Name in keyof Shape]: undefined extends Shape[Name] ? Name : never }[keyof Shape];
type Optionally<Shape> = Omit<Shape, OptionalKey<Shape>> & Partial<Pick<Shape, OptionalKey<Shape>>>;
type Flat<Shape> = { [Name in keyof Shape]: Shape[Name] };

/** What the program gives, checked and with defaults filled in. */
export type Inputs<Table extends PropertyTable> = z.output<
  z.ZodObject<{ [Name in InputName<Table>]: Table[Name]["schema"] }>
>;

/**
 * What the program writes: as {@link Inputs}, without what has a default or is named automatically.
 *
 * Its keys, as those of {@link Outputs}, are picked from the table's and not listed anew: only so an editor shows the
 * comments of the table at the program's properties.
 */
export type Arguments<Table extends PropertyTable> = Flat<
  Optionally<{
    -readonly [Name in keyof Table as Extract<Name, InputName<Table>>]:
      | z.input<Table[Name]["schema"]>
      | (Table[Name] extends { autoNamed: object } ? undefined : never);
  }>
>;

/** What the resource is once it exists: inputs, and whatever the server has filled in. */
export type Outputs<Table extends PropertyTable> = Flat<
  Optionally<{
    -readonly [Name in keyof Table as Extract<
      Name,
      InputName<Table> | ComputedName<Table> | FilledName<Table>
    >]: Name extends FilledName<Table> | ComputedName<Table>
      ? Exclude<OutputOf<Table[Name]>, undefined>
      : OutputOf<Table[Name]>;
  }>
>;

type OutputOf<Given extends Property> = Given extends {
  fields: infer Fields extends PropertyTable;
  nesting: infer Nesting;
}
  ?
      | (Nesting extends "object"
          ? Outputs<Fields>
          : Nesting extends "list"
            ? Outputs<Fields>[]
            : Record<string, Outputs<Fields>>)
      | (undefined extends z.output<Given["schema"]> ? undefined : never)
  : z.output<Given["schema"]>;

/** Whether the program may give the property. */
export function isInput({ computed }: Property): boolean {
  return computed !== "always";
}
