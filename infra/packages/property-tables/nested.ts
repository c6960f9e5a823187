import { z } from "zod";
import { isInput, type Property, type PropertyTable } from "./property.ts";

/** The fields that a program may give, as a schema that refuses any other. */
type InputObject<Fields extends PropertyTable> = z.ZodObject<
  {
    [Name in keyof Fields as Fields[Name] extends { computed: "always" } | { unsupported: string }
      ? never
      : Name]: Fields[Name]["schema"];
  },
  z.core.$strict
>;

/** A list of texts. */
export const listOfText = z.array(z.string());

/** An object with properties of its own. */
export function object<const Fields extends PropertyTable>(fields: Fields) {
  return { schema: inputObject(fields), fields, nesting: "object" } as const;
}

/** A list of objects. */
export function listOf<const Fields extends PropertyTable>(fields: Fields) {
  return { schema: z.array(inputObject(fields)), fields, nesting: "list" } as const;
}

/** A list of objects whose order says nothing. */
export function setOf<const Fields extends PropertyTable>(fields: Fields) {
  return { ...listOf(fields), unordered: true } as const;
}

/** Objects by names that the program chooses. */
export function mapOf<const Fields extends PropertyTable>(fields: Fields) {
  return { schema: z.record(z.string(), inputObject(fields)), fields, nesting: "map" } as const;
}

/** The same list or map, but one that must not be empty; to be wrapped in {@link optional}, not around it. */
export function notEmpty<const Given extends Property>(property: Given): Given {
  const schema = property.schema.refine((value) => Object.keys(Object(value)).length > 0, "must have at least one");
  return { ...property, schema };
}

/** The same property, but one that may be left out. */
export function optional<const Given extends Property>(
  property: Given,
): Omit<Given, "schema"> & { readonly schema: z.ZodOptional<Given["schema"]> } {
  return { ...property, schema: property.schema.optional() as z.ZodOptional<Given["schema"]> };
}

function inputObject<Fields extends PropertyTable>(fields: Fields): InputObject<Fields> {
  const given = Object.entries(fields).filter(([, field]) => isInput(field) && field.unsupported === undefined);
  // The entries are those of the type, which zod can't follow through a filter.
  return z.strictObject(
    Object.fromEntries(given.map(([name, { schema }]) => [name, schema])),
  ) as unknown as InputObject<Fields>;
}

/**
 * The schema of a property's value once the resource exists: what the program gives, and what the server adds within it.
 * It takes more than it names, since a vendor may add fields at any time.
 */
export function outputSchema({ schema, fields, nesting }: Property): z.ZodType {
  if (!fields) return schema;
  const shape = Object.entries(fields).map(([name, field]) => [name, outputSchema(field).optional()]);
  const one = z.looseObject(Object.fromEntries(shape));
  const whole = nesting === "list" ? z.array(one) : nesting === "map" ? z.record(z.string(), one) : one;
  return schema.safeParse(undefined).success ? whole.optional() : whole;
}
