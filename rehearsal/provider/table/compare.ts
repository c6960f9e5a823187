import { isDeepStrictEqual } from "node:util";
import { isInput, type Property, type PropertyTable } from "@live-listen/property-tables";
import type { Values } from "../wire/values.ts";
import { isNested, isRecord, type NestedProperty, type Part, partsOf } from "./nested.ts";

/** One place at which what is wanted differs from what is there. */
export interface PropertyChange {
  /** As Pulumi writes it: `plan`, `runtimeSource.image.tag`, `envVars["PORT"].value`, `customDomains[0]`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** Whether the resource must be made anew for it. */
  readonly replaces: boolean;
}

/**
 * Compares what is wanted with what is there, property by property and at any depth. Outputs don't count, nor does what
 * is left to the server, nor the order of sets.
 *
 * @param prefix what the paths begin with, for example `runtimeSource.`
 */
export function compare(table: PropertyTable, wanted: Values, found: Values, prefix = ""): readonly PropertyChange[] {
  return Object.entries(table).flatMap(([name, property]) =>
    isInput(property) && property.unsupported === undefined
      ? compareProperty(property, wanted[name], found[name], `${prefix}${name}`)
      : [],
  );
}

function compareProperty(property: Property, wanted: unknown, found: unknown, path: string): readonly PropertyChange[] {
  // What the program leaves to the server is whatever the server has.
  if (wanted === undefined && property.computed === "when omitted") return [];
  if (!isNested(property)) return isSame(property, wanted, found) ? [] : [changeOf(property, wanted, found, path)];
  const [news, olds] = [partsOf(property, wanted, path), partsOf(property, found, path)];
  const whole = property.unordered ? compareSets(property, news, olds) : compareByKey(property, news, olds);
  if (!news || !olds) {
    if (isDeepStrictEqual(wanted, found)) return [];
    const change = changeOf(property, wanted, found, path);
    return [{ ...change, replaces: change.replaces || whole.some(({ replaces }) => replaces) }];
  }
  return property.replaces === true ? whole.map((change) => ({ ...change, replaces: true })) : whole;
}

function compareByKey(
  property: NestedProperty,
  wanted: readonly Part[] = [],
  found: readonly Part[] = [],
): readonly PropertyChange[] {
  const [news, olds] = [byKey(wanted), byKey(found)];
  return [...new Map([...olds, ...news]).keys()].flatMap((key) => compareParts(property, news.get(key), olds.get(key)));
}

function byKey(parts: readonly Part[]): ReadonlyMap<Part["key"], Part> {
  return new Map(parts.map((part) => [part.key, part]));
}

/** Every item has its like on the other side, or is new, or is gone: which item of a set became which can't be told. */
function compareSets(
  property: NestedProperty,
  wanted: readonly Part[] = [],
  found: readonly Part[] = [],
): readonly PropertyChange[] {
  const left = [...found];
  const added = wanted.filter((part) => {
    const like = left.findIndex((other) => compareParts(property, part, other).length === 0);
    if (like >= 0) left.splice(like, 1);
    return like < 0;
  });
  const gone = new Map(left.map((part) => [part.key, part]));
  const changes = added.map((part) => {
    const replaced = gone.get(part.key);
    gone.delete(part.key);
    return { ...summary(property, part, replaced), path: part.path };
  });
  return [
    ...changes,
    ...[...gone.values()].map((part) => ({ ...summary(property, undefined, part), path: part.path })),
  ];
}

/** One change of a whole item, which replaces if anything within it does. */
function summary(
  property: NestedProperty,
  wanted: Part | undefined,
  found: Part | undefined,
): Omit<PropertyChange, "path"> {
  const within = compare(property.fields, recordOf(wanted), recordOf(found));
  return { kind: kindOf(wanted, found), replaces: within.some(({ replaces }) => replaces) };
}

function compareParts(
  property: NestedProperty,
  wanted: Part | undefined,
  found: Part | undefined,
): readonly PropertyChange[] {
  const path = (wanted ?? found)?.path ?? "";
  const bothObjects = isRecord(wanted?.value) && isRecord(found?.value);
  if (bothObjects) return compare(property.fields, recordOf(wanted), recordOf(found), `${path}.`);
  return isDeepStrictEqual(wanted?.value, found?.value) ? [] : [{ ...summary(property, wanted, found), path }];
}

function recordOf(part: Part | undefined): Values {
  return isRecord(part?.value) ? part.value : {};
}

function changeOf(property: Property, wanted: unknown, found: unknown, path: string): PropertyChange {
  const replaces = property.replaces === true || (property.replaces === "when given" && wanted !== undefined);
  return { path, kind: kindOf(wanted, found), replaces };
}

function kindOf(wanted: unknown, found: unknown): PropertyChange["kind"] {
  return found === undefined ? "add" : wanted === undefined ? "delete" : "update";
}

function isSame({ unordered }: Property, wanted: unknown, found: unknown): boolean {
  if (unordered && Array.isArray(wanted) && Array.isArray(found)) {
    return isDeepStrictEqual(new Set(wanted), new Set(found));
  }
  return isDeepStrictEqual(wanted, found);
}
