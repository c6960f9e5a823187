import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeCursor, encodeCursor } from "./cursor.ts";

it("a cursor is read as it was written", () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const cursor = encodeCursor(id);
      expect(cursor).toMatch(/^[\w-]{22}$/);
      expect(decodeCursor(cursor)).toBe(id);
    }),
  );
});

it("nothing else is read as one", () => {
  const cursor = encodeCursor("0190d9a4-8d6c-7000-8000-000000000000");
  for (const other of ["", "x", `${cursor}=`, `${cursor}A`, cursor.slice(1), ` ${cursor}`]) {
    expect(decodeCursor(other)).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      const id = decodeCursor(text);
      expect(id === undefined || encodeCursor(id) === text).toBe(true);
    }),
  );
});
