import { randomInt } from "node:crypto";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new id of a form that the vendor uses: 24 letters after a prefix, such as `prj_…`, or 16 letters alone. */
export function newId(prefix: "dpl" | "prj" | "rec" | undefined): string {
  return prefix === undefined ? letters(16) : `${prefix}_${letters(24)}`;
}

function letters(count: number): string {
  return Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}
