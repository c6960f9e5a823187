import fc from "fast-check";
import { expect, test } from "vitest";
import { keepOld, parsePropertyPath } from "./property-path.ts";

test.each([
  ["a", ["a"]],
  ["a.b-c.d_e", ["a", "b-c", "d_e"]],
  ["list[0].name", ["list", 0, "name"]],
  ["list[*].name", ["list", "*", "name"]],
  ['map["a.b"]["c\\"d"]', ["map", "a.b", 'c"d']],
  ["*", ["*"]],
])("%s", (path, steps) => {
  expect(parsePropertyPath(path)).toEqual(steps);
});

test.each(["", ".a", "a..b", "a[", "a[x]", 'a["b', "a]b", "a[0]b"])("%j is no path", (path) => {
  expect(parsePropertyPath(path)).toBeUndefined();
});

test("any text is read or refused, and any quoted name is read back", () => {
  fc.assert(fc.property(fc.string(), (text) => parsePropertyPath(text) === undefined || text !== ""));
  fc.assert(
    fc.property(fc.string(), (name) => {
      const quoted = `map["${name.replace(/["\\]/g, "\\$&")}"]`;
      // A dot in the pattern stops at a line's end, as names do.
      if (!/[\n\r\u2028\u2029]/.test(name)) expect(parsePropertyPath(quoted)).toEqual(["map", name]);
    }),
  );
});

test("the old content is kept where the path leads, and only there", () => {
  const old = { a: { b: 1, gone: 2 }, list: [{ n: 1, m: 1 }] };
  const value = { a: { b: 9, added: 3 }, list: [{ n: 9, m: 9 }, { n: 9 }], other: true };
  expect(keepOld(value, old, ["a", "b"])).toMatchObject({ a: { b: 1, added: 3 } });
  expect(keepOld(value, old, ["a", "added"])).toMatchObject({ a: { b: 9 } });
  expect(keepOld(value, old, ["a", "gone"])).toMatchObject({ a: { b: 9, gone: 2, added: 3 } });
  expect(keepOld(value, old, ["a"])).toEqual({ ...value, a: old.a });
  expect(keepOld(value, old, ["list", "*", "n"])).toMatchObject({ list: [{ n: 1, m: 9 }, { n: 9 }] });
  expect(keepOld(value, old, ["other"])).toEqual({ a: value.a, list: value.list });
  expect(keepOld(value, old, ["nowhere", "at", "all"])).toEqual(value);
});
