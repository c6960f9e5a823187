import { expect, test } from "vitest";
import { integer, objectIdentifier, octetString, time } from "./der.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

test.each([
  ["00", "02 01 00"],
  ["7f", "02 01 7f"],
  ["80", "02 02 00 80"],
  ["00 00 01", "02 01 01"],
  ["00 ff", "02 02 00 ff"],
  ["01 00", "02 02 01 00"],
])("the number of the bytes %s is written as %s", (bytes, encoded) => {
  expect(integer(hex(bytes))).toEqual(hex(encoded));
});

test.each([
  ["2.5.4.3", "06 03 55 04 03"],
  ["1.2.840.10045.4.3.2", "06 08 2a 86 48 ce 3d 04 03 02"],
  ["1.3.6.1.5.5.7.3.1", "06 08 2b 06 01 05 05 07 03 01"],
])("the identifier %s is written as %s", (dotted, encoded) => {
  expect(objectIdentifier(dotted)).toEqual(hex(encoded));
});

test.each([
  [0, "04 00"],
  [127, "04 7f"],
  [128, "04 81 80"],
  [255, "04 81 ff"],
  [256, "04 82 01 00"],
  [70_000, "04 83 01 11 70"],
])("a value of %d bytes begins with %s", (length, beginning) => {
  const [encoded, head] = [octetString(Buffer.alloc(length)), hex(beginning)];
  expect(encoded.subarray(0, head.length)).toEqual(head);
  expect(encoded.length).toBe(head.length + length);
});

test.each([
  ["2026-01-02T03:04:05.678Z", "260102030405Z", 0x17],
  ["2049-12-31T23:59:59.000Z", "491231235959Z", 0x17],
  ["2050-01-01T00:00:00.000Z", "20500101000000Z", 0x18],
])("the moment %s is written as %s", (moment, text, tag) => {
  expect(time(new Date(moment))).toEqual(Buffer.concat([Buffer.from([tag, text.length]), Buffer.from(text)]));
});
