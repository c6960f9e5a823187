import type { Property, PropertyTable } from "@live-listen/property-tables";
import type { Values } from "../wire/values.ts";

/** A property whose value is an object, or objects in a list or a map, with properties of their own. */
export type NestedProperty = Property & Required<Pick<Property, "fields" | "nesting">>;

/** One of the objects that a nested property's value consists of. */
export interface Part {
  /** Where it is in the value: nowhere in particular, an index, or a name that the program has chosen. */
  readonly key: undefined | number | string;
  /** Its property path, as Pulumi writes it. */
  readonly path: string;
  readonly value: unknown;
}

/** Whether a property has properties of its own. */
export function isNested(property: Property): property is NestedProperty {
  return property.fields !== undefined && property.nesting !== undefined;
}

/** Whether a value is an object by names, and no list. */
export function isRecord(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The objects that a nested property's value consists of.
 *
 * @param path the property's own
 * @returns undefined when the value is not of the property's form, for example a text, or not known yet
 */
export function partsOf({ nesting }: NestedProperty, value: unknown, path: string): readonly Part[] | undefined {
  if (nesting === "list") {
    if (!Array.isArray(value)) return undefined;
    return value.map((item: unknown, index) => ({ key: index, path: `${path}[${index}]`, value: item }));
  }
  if (!isRecord(value)) return undefined;
  if (nesting === "object") return [{ key: undefined, path, value }];
  return Object.entries(value).map(([key, item]) => ({ key, path: `${path}[${JSON.stringify(key)}]`, value: item }));
}

/**
 * The value of a nested property with each of its objects made into another. What is not of the property's form stays
 * as it is, such as an object that is not known yet.
 */
export function mapParts(
  property: NestedProperty,
  value: unknown,
  change: (fields: PropertyTable, part: Values, key: Part["key"]) => unknown,
): unknown {
  const changed = partsOf(property, value, "")?.map(
    (part) => [part.key, isRecord(part.value) ? change(property.fields, part.value, part.key) : part.value] as const,
  );
  if (!changed) return value;
  if (property.nesting === "map") return Object.fromEntries(changed);
  const values = changed.map(([, item]) => item);
  return property.nesting === "list" ? values : values[0];
}
