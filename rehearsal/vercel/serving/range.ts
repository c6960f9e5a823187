/** A part of a body, both ends within it, in bytes. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * The part of a body that a request asks for. Several parts at once are answered with the whole, as any server may.
 *
 * @param header the request's `Range`
 * @returns undefined for the whole; `unsatisfiable` when there is no such part
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function rangeOf(header: string | undefined, size: number): Range | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  const [, from = "", to = ""] = match ?? [];
  if (from === "" && to === "") return undefined;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  return first > last ? "unsatisfiable" : { first, last };
}
