import type { PropertyTable } from "@live-listen/property-tables";
import { wrapSecrets } from "../table/outputs.ts";
import { Secret, type Values } from "../wire/values.ts";

/** Shorter ones are found in any text, and say nothing there. */
const LEAST_LENGTH = 4;

/**
 * Takes secret values out of a text: a server's refusal may repeat what it was given.
 *
 * @param values of which the table says what is secret
 */
export function withoutSecrets(text: string, table: PropertyTable, values: Values): string {
  return secretsIn(Object.values(wrapSecrets(table, values)), false)
    .filter((secret) => secret.length >= LEAST_LENGTH)
    .sort((one, other) => other.length - one.length)
    .reduce((rest, secret) => rest.replaceAll(secret, "…"), text);
}

function secretsIn(value: unknown, isSecret: boolean): string[] {
  if (value instanceof Secret) return secretsIn(value.value, true);
  if (typeof value === "string") return isSecret ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((inner) => secretsIn(inner, isSecret));
}
