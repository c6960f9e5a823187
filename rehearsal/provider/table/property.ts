import type { z } from "zod";

/**
 * One property of a resource or of a provider's configuration: its type as a zod schema (which also says whether it is
 * required, and its default), and what Pulumi needs to know beyond the type.
 *
 * Plain data: a table of these can live in any package.
 */
export interface Property<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** Encrypted in the state and never printed. */
  readonly secret?: boolean;
  /** Whose value it is: "always" is an output alone; "when omitted" is an input that the server fills when absent. */
  readonly computed?: "always" | "when omitted";
  /** A change makes a new resource instead of updating the old one. */
  readonly replaces?: boolean;
  /** A list whose order says nothing. */
  readonly unordered?: boolean;
  /** When omitted, made from the resource's name and a random suffix. */
  readonly autoNamed?: { readonly maxLength: number };
  /** An input that exists and is refused; the reason completes "<name> …". */
  readonly unsupported?: string;
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

/** What the program gives, checked and with defaults filled in. */
export type Inputs<Table extends PropertyTable> = z.output<
  z.ZodObject<{ [Name in InputName<Table>]: Table[Name]["schema"] }>
>;

/** What the resource is once it exists: inputs, and whatever the server has filled in. */
export type Outputs<Table extends PropertyTable> = Omit<Inputs<Table>, FilledName<Table>> & {
  [Name in FilledName<Table> | ComputedName<Table>]: Exclude<z.output<Table[Name]["schema"]>, undefined>;
};

/** Whether the program may give the property. */
export function isInput({ computed }: Property): boolean {
  return computed !== "always";
}
