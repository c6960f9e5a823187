/** An object of which nothing is known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Gives a value as an object; undefined when it is none. */
export function asFields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null ? (value as Fields) : undefined;
}

/** Whether a value is a whole number from 0 on. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Whether a value is a text with something in it. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/**
 * Reads every element of a list.
 *
 * @param read gives undefined for what isn't an element.
 * @returns undefined when the value is no list, or one of its elements isn't read.
 */
export function readList<T>(value: unknown, read: (element: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const elements: T[] = [];
  for (const element of value) {
    const found = read(element);
    if (found === undefined) return undefined;
    elements.push(found);
  }
  return elements;
}

/** Whether a value is a UUID (RFC 9562), the nil and the greatest one among them. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

// The two that are no version of their own are written in one case.
const UUID =
  /^(?:[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/i;

/** Whether a value is a time as the API writes it (RFC 3339, in UTC), such as `2026-01-31T09:30:00.000Z`. */
export function isTime(value: unknown): value is string {
  if (typeof value !== "string" || !TIME.test(value)) return false;
  const time = new Date(value);
  // A day that its month doesn't have, or hour 24, is read as one of another day.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value.slice(0, DATE_LENGTH));
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const DATE_LENGTH = "2026-01-31".length;
