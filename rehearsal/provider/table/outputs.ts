import { isDeepStrictEqual } from "node:util";
import type { ResourceTable } from "@live-listen/property-tables";
import { isInput, type PropertyTable } from "@live-listen/property-tables";
import { Secret, UNKNOWN, type Values } from "../wire/values.ts";

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
    if (value !== undefined) outputs[name] = value;
  }
  return outputs;
}

/** Wraps the values that the table calls secret. What the table does not know is left out. */
export function wrapSecrets(table: PropertyTable, values: Values): Values {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, { secret }]) => {
      const value = values[name];
      return value === undefined ? [] : [[name, secret ? new Secret(value) : value]];
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
  const defaults = resource.complete({});
  return Object.fromEntries(
    Object.entries(resource.properties).flatMap(([name, property]) => {
      const value = state[name];
      if (!isInput(property) || property.unsupported !== undefined || value === undefined) return [];
      if (old) return name in old ? [[name, value]] : [];
      const standard = property.schema.safeParse(undefined).data ?? defaults[name];
      return isDeepStrictEqual(value, standard) ? [] : [[name, value]];
    }),
  );
}
