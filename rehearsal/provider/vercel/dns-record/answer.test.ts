import { expect, test } from "vitest";
import { dataOf } from "./answer.ts";

const srv = { priority: 1, weight: 2, port: 5060, target: "sip.test" };

test.each([
  ["CNAME", "host.test.", { value: "host.test" }, { value: "host.test" }],
  ["CNAME", "host.test.", { value: "host.test." }, { value: "host.test." }],
  ["CNAME", "other.test.", { value: "host.test" }, { value: "other.test." }],
  ["CNAME", "host.test.", {}, { value: "host.test." }],
  ["TXT", "a b c", {}, { value: "a b c" }],
  ["MX", "10 mail.test.", { value: "mail.test", mxPriority: 5 }, { value: "mail.test", mxPriority: 10 }],
  ["SRV", "1 2 5060 sip.test.", { srv }, { srv }],
  ["SRV", "1 2 5060 sip.test.", {}, { srv: { ...srv, target: "sip.test." } }],
  ["SRV", "1 2 5060", {}, { srv: { ...srv, target: "" } }],
])("a %s record of %j, known as %j, is %j", (recordType, value, known, data) => {
  expect(dataOf({ id: "rec_1", recordType, value }, known)).toEqual(data);
});

test.each(["sip.test.", "1 2", "a b c d"])("an SRV record of %j is a fault", (value) => {
  expect(() => dataOf({ id: "rec_1", recordType: "SRV", value }, {})).toThrow(
    /^The SRV record rec_1 has a value without/,
  );
});
