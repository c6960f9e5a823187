import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode, holdsUnknown, Secret, UNKNOWN } from "./values.ts";

/** Structs are maps on the wire: a key that JavaScript treats specially can't be told apart there. */
const key = fc.string().filter((name) => name !== "__proto__");
const leaf = fc.oneof(
  fc.boolean(),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(UNKNOWN),
);
const value = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("tree")), fc.dictionary(key, tie("tree"))),
})).tree;

test("whatever is written is read back", () => {
  fc.assert(
    fc.property(fc.dictionary(key, value), (values) => {
      expect(decode(encode(values))).toEqual(values);
    }),
  );
});

test("secrets are wrapped on the wire, however deep, and come back without their wrapping", () => {
  const wire = encode({ password: new Secret("s3cret"), nested: { list: [new Secret({ a: 1 })] } });
  expect(wire.toJavaScript()).toMatchObject({
    password: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "s3cret" },
  });
  expect(decode(wire)).toEqual({ password: "s3cret", nested: { list: [{ a: 1 }] } });
});

test("unknown values have Pulumi's text on the wire, inside secrets as well", () => {
  const wire = encode({ url: UNKNOWN, password: new Secret(UNKNOWN) });
  expect(wire.toJavaScript().url).toBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
  expect(decode(wire)).toEqual({ url: UNKNOWN, password: UNKNOWN });
  expect(holdsUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
  expect(holdsUnknown({ a: [{ b: null }], c: "unknown" })).toBe(false);
});

test("null and undefined count as absent", () => {
  expect(decode(encode({ a: null, b: undefined, c: { d: null } }))).toEqual({ c: {} });
  expect(decode(undefined)).toEqual({});
});
