import { isDeepStrictEqual } from "node:util";
import { isInput, type Property, type PropertyTable, type ResourceTable } from "@live-listen/property-tables";
import { Secret, UNKNOWN, type Values } from "../wire/values.ts";
import { compare } from "./compare.ts";
import { isNested, isRecord, mapParts, type NestedProperty, type Part, partsOf } from "./nested.ts";

/**
 * What a resource will be, as far as it can be told before it is made or changed.
 *
 * @param inputs checked
 * @param state what it is now; empty for one that is to be made
 */
export function previewOutputs(table: PropertyTable, inputs: Values, state: Values): Values {
  const outputs: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(table)) {
    const given = isInput(property) ? inputs[name] : undefined;
    const value = given ?? (property.computed ? (state[name] ?? UNKNOWN) : undefined);
    if (value === undefined) continue;
    outputs[name] =
      given !== undefined && isNested(property)
        ? mapParts(property, given, (fields, part, key) =>
            previewOutputs(fields, part, counterpart(property, part, key, state[name])),
          )
        : value;
  }
  return outputs;
}

/**
 * Wraps the values that the table calls secret, at every depth: where an object is secret and so is a part of it, both
 * are wrapped, as the bridge does it. What the table does not know is left out.
 */
export function wrapSecrets(table: PropertyTable, values: Values): Values {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, property]) => {
      if (values[name] === undefined) return [];
      const value = isNested(property) ? mapParts(property, values[name], wrapSecrets) : values[name];
      return [[name, property.secret ? new Secret(value) : value]];
    }),
  );
}

/**
 * The inputs that a program would have to give for what is there. After a refresh they are the old ones with what has
 * changed on the server; after an import they are everything that is not a default.
 *
 * @param old the last inputs; undefined for an import
 * @param state what is there
 */
export function inputsFromState(resource: ResourceTable, state: Values, old: Values | undefined): Values {
  return inputsOf(resource.properties, state, old, resource.complete({}));
}

function inputsOf(table: PropertyTable, state: Values, old: Values | undefined, defaults: Values): Values {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, property]) => {
      if (!isInput(property) || property.unsupported !== undefined || state[name] === undefined) return [];
      if (old && !(name in old)) return [];
      const value = isNested(property)
        ? mapParts(property, state[name], (fields, part, key) =>
            inputsOf(fields, part, old && oldPart(property, part, key, old[name]), {}),
          )
        : state[name];
      return !old && isDeepStrictEqual(value, defaultOf(property, defaults[name])) ? [] : [[name, value]];
    }),
  );
}

function defaultOf({ schema }: Property, fallback: unknown): unknown {
  return schema.safeParse(undefined).data ?? fallback;
}

/** The part of the state that a part of the inputs stands for; empty when there is none. */
function counterpart(property: NestedProperty, part: Values, key: Part["key"], state: unknown): Values {
  const parts = partsOf(property, state, "") ?? [];
  const found = property.unordered
    ? parts.find(({ value }) => isRecord(value) && compare(property.fields, part, value).length === 0)
    : parts.find((other) => other.key === key);
  return isRecord(found?.value) ? found.value : {};
}

/** The part of the old inputs that a part of the state has come from; undefined when it is new. */
function oldPart(property: NestedProperty, part: Values, key: Part["key"], old: unknown): Values | undefined {
  const parts = partsOf(property, old, "") ?? [];
  const found = property.unordered
    ? parts.find(({ value }) => isRecord(value) && compare(property.fields, value, part).length === 0)
    : parts.find((other) => other.key === key);
  return isRecord(found?.value) ? found.value : undefined;
}
