import { isDeepStrictEqual } from "node:util";
import type { ResourceTable } from "@live-listen/property-tables";
import type { Values } from "../wire/values.ts";
import { isAutoNamed } from "./auto-name.ts";
import { compare, type PropertyChange } from "./compare.ts";
import { keepOld, parsePropertyPath, valueAt } from "./property-path.ts";

/** One place at which a resource differs. */
export interface Change extends PropertyChange {
  /** The property of the resource that the place is in. */
  readonly property: string;
  /** Whether the old value is to be seen in the old inputs; if not, it came from the server. */
  readonly input: boolean;
}

/** How a resource differs from what the program asks for. */
export interface Difference {
  readonly changes: readonly Change[];
  /** Whether the old one has to go before the new one can have its name. */
  readonly deleteBeforeReplace: boolean;
}

/** The two sides of a comparison. */
export interface Sides {
  /** What the program asks for, checked. */
  readonly inputs: Values;
  /** What it asked for last time. */
  readonly oldInputs: Values;
  /** What is there, as last seen. */
  readonly state: Values;
  /** Property paths whose changes don't count. */
  readonly ignoreChanges: readonly string[];
  /** The resource's name in the program. */
  readonly name: string;
}

/**
 * Compares what a program asks for with what is there, by the resource's table. As Terraform does, it compares with the
 * state and not with the last inputs, so that what was changed behind Pulumi's back and found by a refresh is repaired.
 */
export function diff(resource: ResourceTable, sides: Sides): Difference {
  const inputs = ignoring(sides.inputs, sides.state, sides.ignoreChanges);
  const changes = compare(resource.properties, inputs, sides.state).map((change): Change => {
    const steps = parsePropertyPath(change.path) ?? [];
    return {
      ...change,
      property: String(steps[0]),
      input: isDeepStrictEqual(valueAt(sides.oldInputs, steps), valueAt(sides.state, steps)),
    };
  });
  return { changes, deleteBeforeReplace: keepsItsName(resource, inputs, sides) };
}

function ignoring(inputs: Values, state: Values, paths: readonly string[]): Values {
  let kept: unknown = inputs;
  for (const path of paths) {
    const steps = parsePropertyPath(path);
    if (steps) kept = keepOld(kept, state, steps);
  }
  return kept as Values;
}

/** A name that the program has chosen can't be had twice; one that was made gets a new suffix. */
function keepsItsName(resource: ResourceTable, inputs: Values, { state, name }: Sides): boolean {
  return Object.entries(resource.properties).some(([property, { autoNamed }]) => {
    const wanted = inputs[property];
    return autoNamed && typeof wanted === "string" && wanted === state[property] && !isAutoNamed(wanted, name);
  });
}
