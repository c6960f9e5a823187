import { expect, test } from "vitest";
import { findGap, isBefore, isSegmentBeside } from "./segments.ts";

const [A, B, C] = ["0000000100000000000000FE", "0000000100000000000000FF", "000000010000000100000000"];

test("segments come one after another, whatever their timeline, and so does what belongs to them", () => {
  expect(isBefore(A, B)).toBe(true);
  expect(isBefore(B, C)).toBe(true);
  expect(isBefore(B, B)).toBe(false);
  expect(isBefore(C, B)).toBe(false);
  expect(isBefore(`${A}.00000028.backup`, B)).toBe(true);
  expect(isBefore(A, B.replace("00000001", "00000002"))).toBe(true);
  expect(isBefore("00000002.history", B)).toBe(false);
});

test("only segments of the same timeline go together", () => {
  expect(isSegmentBeside(A, C)).toBe(true);
  expect(isSegmentBeside(A.replace("00000001", "00000002"), C)).toBe(false);
  expect(isSegmentBeside(`${A}.00000028.backup`, C)).toBe(false);
  expect(isSegmentBeside("archive_status", C)).toBe(false);
});

test.each([
  [[A, B, C], A, undefined],
  [[C, A, B], A, undefined],
  [[A], A, undefined],
  [[A, C], A, undefined],
  [[B, C], A, A],
  [[], A, A],
  [[A, "000000010000000100000001"], A, A],
  [["000000010000000000000001", "000000010000000000000003"], "000000010000000000000001", "000000010000000000000001"],
])("in %j, from %s on, the gap is after %s", (names, first, gap) => {
  expect(findGap(names, first)).toBe(gap);
});
