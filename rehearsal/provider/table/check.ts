import type { ResourceTable } from "@live-listen/property-tables";
import { isInput, type Property, type PropertyTable } from "@live-listen/property-tables";
import type { z } from "zod";
import { holdsUnknown, UNKNOWN, type Values } from "../wire/values.ts";
import { isNested, isRecord, mapParts, type NestedProperty, type Part, partsOf } from "./nested.ts";

/** One thing wrong with what the program gives. */
export interface Failure {
  /** The property's path, for example `keepers.host`. */
  readonly property: string;
  /** Why, as a clause that completes "<property> …". Never holds the value. */
  readonly reason: string;
}

/** What a check comes to. */
export interface Checked {
  /** The values with defaults filled in; to be used only when nothing failed. */
  readonly values: Values;
  readonly failures: readonly Failure[];
}

/**
 * Checks what a program gives for a resource, as strictly as the vendor's provider: unknown names, missing and
 * ill-typed values and broken rules are failures. Values that are not known yet pass.
 *
 * @param given by property name; a name that is to be made automatically is already there
 */
export function checkInputs(resource: ResourceTable, given: Values): Checked {
  const { values, failures } = checkProperties(resource.properties, given, `property of ${resource.type}`);
  const completed = resource.complete(values);
  const suspect = new Set(failures.map(({ property }) => property.split(/[.[]/)[0]));
  const broken = resource.rules.flatMap((rule): Failure[] => {
    if (rule.reads.some((name) => suspect.has(name) || holdsUnknown(completed[name]))) return [];
    const reason = rule.broken(completed);
    return reason === undefined ? [] : [{ property: rule.property, reason }];
  });
  return { values: completed, failures: [...failures, ...broken] };
}

/**
 * Checks values against a table, one property at a time and at any depth.
 *
 * @param kind what an unknown name is not, for example `option of the postgresql provider`
 * @param prefix what the failures' paths begin with, for example `runtimeSource.`
 */
export function checkProperties(table: PropertyTable, given: Values, kind: string, prefix = ""): Checked {
  const values: Record<string, unknown> = {};
  const failures: Failure[] = [];
  for (const name of Object.keys(given)) {
    const reason = refusal(Object.hasOwn(table, name) ? table[name] : undefined, kind);
    if (reason !== undefined) failures.push({ property: `${prefix}${name}`, reason });
  }
  for (const [name, property] of Object.entries(table)) {
    if (!isInput(property) || property.unsupported !== undefined) continue;
    const outcome = checkValue(`${prefix}${name}`, property, given[name], kind);
    failures.push(...outcome.failures);
    if (outcome.value !== undefined) values[name] = outcome.value;
  }
  return { values, failures };
}

/** Why a property can't be given at all. */
function refusal(property: Property | undefined, kind: string): string | undefined {
  if (property === undefined) return `is no ${kind}`;
  return isInput(property) ? property.unsupported : "is an output and can't be set";
}

/** A value as it is to be used, and what is wrong with it. */
interface CheckedValue {
  readonly value: unknown;
  readonly failures: readonly Failure[];
}

function checkValue(path: string, property: Property, value: unknown, kind: string): CheckedValue {
  if (value === UNKNOWN) return { value, failures: [] };
  const parts = isNested(property) ? partsOf(property, value, path) : undefined;
  if (!isNested(property) || !parts) return parse(path, property, value);
  const checked = new Map(parts.map((part) => [part.key, checkPart(property, part, kind)]));
  const failures = [...checked.values()].flatMap((part) => part.failures);
  const completed = mapParts(property, value, (_, part, key) => checked.get(key)?.value ?? part);
  // The schema of the whole may ask for more than its parts do; about parts that are wrong or not known it can't tell.
  const whole = failures.length > 0 || holdsUnknown(completed) ? [] : parse(path, property, completed).failures;
  return { value: completed, failures: [...failures, ...whole] };
}

function checkPart({ fields }: NestedProperty, { value, path }: Part, kind: string): CheckedValue {
  if (value === UNKNOWN) return { value, failures: [] };
  if (isRecord(value)) {
    const { values, failures } = checkProperties(fields, value, kind, `${path}.`);
    return { value: values, failures };
  }
  return { value, failures: [{ property: path, reason: "is invalid: expected object" }] };
}

function parse(path: string, property: Property, value: unknown): CheckedValue {
  const { success, data, error } = property.schema.safeParse(value);
  if (success) return { value: data, failures: [] };
  const failures = error.issues
    .filter((issue) => !holdsUnknown(at(value, issue.path)))
    .map((issue) => ({ property: pathText(path, issue.path), reason: reasonOf(issue, value) }));
  return { value, failures };
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

function pathText(name: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + (typeof key === "number" ? `[${key}]` : `.${String(key)}`), name);
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === "invalid_type" && at(value, issue.path) === undefined) return "is required and missing";
  if (issue.code === "invalid_value")
    return `must be one of ${issue.values.map((option) => JSON.stringify(option)).join(", ")}`;
  // zod's own messages begin with a capital; the tables' own are written to complete the sentence.
  return /^[A-Z]/.test(issue.message) ? `is invalid: ${issue.message.replace(/^Invalid input: /, "")}` : issue.message;
}
