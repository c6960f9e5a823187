import { expect, test } from "vitest";
import { newId, newLetters } from "./ids.ts";

test("ids have the form of Render's, and sort by when they were made, also within a millisecond", () => {
  const ids = Array.from({ length: 2_000 }, () => newId("srv"));
  expect(ids.filter((id) => !/^srv-[0-9a-v]{20}$/.test(id))).toEqual([]);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

test("letters are as many as asked for, and others each time", () => {
  const suffixes = Array.from({ length: 100 }, () => newLetters(12));
  expect(suffixes.filter((letters) => !/^[0-9a-v]{12}$/.test(letters))).toEqual([]);
  expect(new Set(suffixes).size).toBe(suffixes.length);
});
