import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { partOf } from "./connection-info.ts";

const url = "postgresql://owner@host/db";
const secret = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

test.each([
  ["as it stands in the state, or in a preview", { internalConnectionString: url }],
  ["as the SDK gives it during an update", secret({ internalConnectionString: url })],
  ["with parts that are still wrapped", { internalConnectionString: secret(url) }],
  ["with everything wrapped", secret({ internalConnectionString: secret(url) })],
])("a part is read %s", (_how, info) => {
  expect(partOf(info, "internalConnectionString")).toBe(url);
});

test.each([undefined, null, 1, {}, { value: 1 }, secret({}), { internalConnectionString: 1 }])(
  "%j tells none, which is said with the cure",
  (info) => {
    expect(() => partOf(info, "internalConnectionString")).toThrow(pulumi.RunError);
    expect(() => partOf(info, "internalConnectionString")).toThrow(/wait until it is available/);
  },
);
