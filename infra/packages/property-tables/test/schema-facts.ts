import { z } from "zod";
import type { Property } from "../property.ts";

/** The schema within what makes it optional. */
export function innermost(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? innermost(schema.unwrap() as z.ZodType)
    : schema;
}

/** Whether a program must give a property. */
export function isRequired({ schema }: Property): boolean {
  return !schema.safeParse(undefined).success;
}

/** The type of a property in the words of the facts, such as `set<object>`. */
export function typeOf({ schema, nesting, unordered }: Property): string {
  const sequence = unordered ? "set" : "list";
  if (nesting === "object") return "object";
  if (nesting === "map") return "map<string,object>";
  if (nesting === "list") return `${sequence}<object>`;
  const inner = innermost(schema);
  if (inner instanceof z.ZodArray) return `${sequence}<${typeOf({ schema: inner.element as z.ZodType })}>`;
  if (inner instanceof z.ZodRecord) {
    const value = inner.valueType as z.ZodType;
    // The bridge has no better word for it.
    if (value instanceof z.ZodArray) return "map<string,types.SetType[basetypes.StringType]>";
    return `map<string,${typeOf({ schema: value })}>`;
  }
  if (inner instanceof z.ZodString || inner instanceof z.ZodEnum) return "string";
  if (inner instanceof z.ZodBoolean) return "boolean";
  if (inner instanceof z.ZodNumber) return inner.format === "safeint" ? "integer" : "number";
  if (inner instanceof z.ZodLiteral) {
    return [...inner.values].every((value) => typeof value === "number") ? "integer" : "string";
  }
  return inner.type;
}

/** The values that a property may have, as text; undefined when they are not counted. */
export function choicesOf(schema: z.ZodType): readonly string[] | undefined {
  const inner = innermost(schema);
  if (inner instanceof z.ZodEnum) return inner.options.map(String);
  return inner instanceof z.ZodLiteral ? [...inner.values].map(String) : undefined;
}

/** What a property is when it is left out, as the facts write it; undefined when nothing says so. */
export function defaultOf(schema: z.ZodType): string | undefined {
  const { success, data } = schema.safeParse(undefined);
  if (!success || data === undefined) return undefined;
  if (typeof data !== "object" || data === null) return String(data);
  const spelt = Object.entries(data).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return JSON.stringify(Object.fromEntries(spelt));
}
