import type { Property } from "../property.ts";
import type { PropertyFacts } from "./facts.ts";
import { typeOf } from "./schema-facts.ts";

/** Tries whether a property takes what is just within the vendor's bounds, and refuses what is just beyond. */
export function boundFaults(path: string, property: Property, { between }: PropertyFacts): readonly string[] {
  if (!between) return [];
  const [least, most] = between;
  const sample = (size: number) => (typeOf(property) === "string" ? "a".repeat(Math.max(size, 0)) : size);
  const takes = (size: number) => property.schema.safeParse(sample(size)).success;
  const beyond = [least - 1, most + 1].filter((size) => size >= 0 || typeOf(property) !== "string");
  return [
    ...[least, most].filter((size) => !takes(size)).map((size) => `${path} refuses ${size}, which the vendor's takes.`),
    ...beyond.filter(takes).map((size) => `${path} takes ${size}, which the vendor's refuses.`),
  ];
}
