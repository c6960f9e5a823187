import { z } from "zod";
import type { Property, PropertyTable } from "../property.ts";
import { choicesOf, defaultOf, innermost, isRequired } from "./schema-facts.ts";

/** A table in which one thing about one property is another. */
export interface Changed {
  /** Which, for example `runtimeSource.image.tag is a secret or none`. */
  readonly what: string;
  readonly table: PropertyTable;
}

/** Every table that differs from this one in a single thing about a single property, at any depth. */
export function* eachChange(table: PropertyTable, prefix = ""): Generator<Changed> {
  for (const [name, property] of Object.entries(table)) {
    const { [name]: _, ...rest } = table;
    const path = `${prefix}${name}`;
    yield { what: `${path} is missing`, table: rest };
    yield { what: `${path} is named otherwise`, table: { ...rest, [`${name}X`]: property } };
    for (const [what, changed] of changesOf(property)) {
      yield { what: `${path} ${what}`, table: { ...table, [name]: changed } };
    }
    for (const within of eachChange(property.fields ?? {}, `${path}.`)) {
      yield { what: within.what, table: { ...table, [name]: { ...property, fields: within.table } } };
    }
  }
}

function* changesOf(property: Property): Generator<readonly [string, Property]> {
  const { schema, secret = false, replaces = false, unordered = false, nesting, computed } = property;
  const inner = innermost(schema);
  yield ["is a secret or none", { ...property, secret: !secret }];
  yield ["replaces or doesn't", { ...property, replaces: replaces === false }];
  yield [
    "is for the server alone, or an input",
    { ...withComputed(property, computed === "always" ? undefined : "always") },
  ];
  if (computed !== "always") {
    yield ["is required or isn't", { ...property, schema: isRequired(property) ? schema.optional() : inner }];
  }
  if (inner instanceof z.ZodArray) yield ["has an order or none", { ...property, unordered: !unordered }];
  if (nesting) yield ["is nested otherwise", { ...property, nesting: nesting === "map" ? "object" : "map" }];
  else yield ["is of another type", { ...property, schema: inner instanceof z.ZodBoolean ? z.int() : z.boolean() }];
  if (defaultOf(schema) !== undefined) yield ["has no default", { ...property, schema: inner.optional() }];
  if (choicesOf(schema)) yield ["has another choice", { ...property, schema: z.enum(["another"]) }];
}

function withComputed({ computed: _, ...property }: Property, computed: "always" | undefined): Property {
  return computed ? { ...property, computed } : property;
}
