import { isRecord } from "./nested.ts";

/** One step of a property path: a name, an index, or `*` for every one. */
export type Step = string | number;

/**
 * Reads a property path as the `ignoreChanges` option writes it: `a.b`, `list[0]`, `map["a.b"]`, `list[*].name`
 * (https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/).
 *
 * @returns its steps; undefined when it is malformed
 */
export function parsePropertyPath(path: string): Step[] | undefined {
  const steps: Step[] = [];
  let rest = path;
  while (rest !== "") {
    const match = /^(?:\.?([^.[\]"]+)|\[(\d+)\]|\[(\*)\]|\["((?:[^"\\]|\\.)*)"\])/.exec(rest);
    if (!match) return undefined;
    const [whole, name, index, star, quoted] = match;
    // Only the first name stands without a dot.
    if (name !== undefined && steps.length > 0 && !whole.startsWith(".")) return undefined;
    if (name !== undefined && steps.length === 0 && whole.startsWith(".")) return undefined;
    steps.push(index === undefined ? (name ?? star ?? (quoted ?? "").replace(/\\(.)/g, "$1")) : Number(index));
    rest = rest.slice(whole.length);
  }
  return steps.length > 0 ? steps : undefined;
}

/**
 * Gives a value the old content at a path: a change there is one that nobody sees.
 *
 * @param value the new value
 * @param old the old value
 * @param steps where, as {@link parsePropertyPath} gives it
 * @returns a copy; the value itself where the path leads nowhere
 */
export function keepOld(value: unknown, old: unknown, steps: readonly Step[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return old;
  if (Array.isArray(value)) {
    const kept = Array.isArray(old) ? old : [];
    return value.map((item, index) =>
      (step === "*" || step === index) && index < kept.length ? keepOld(item, kept[index], rest) : item,
    );
  }
  if (!isRecord(value) || !isRecord(old)) return value;
  const copy: Record<string, unknown> = { ...value };
  for (const key of step === "*" ? Object.keys({ ...old, ...value }) : [String(step)]) {
    const kept = keepOld(value[key], old[key], rest);
    if (kept === undefined) delete copy[key];
    else copy[key] = kept;
  }
  return copy;
}

/** The value at a path, as {@link parsePropertyPath} gives it; undefined where the path leads nowhere. */
export function valueAt(value: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, step) ? Reflect.get(inner, step) : undefined,
    value,
  );
}
