import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { unwrapped } from "./connection-info.ts";

test("a part is read whether the SDK has unwrapped it, as in a preview, or not, as in an update", async () => {
  expect(unwrapped("postgresql://owner@host/db")).toBe("postgresql://owner@host/db");
  const wire = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "postgresql://" };
  expect(unwrapped(wire)).toBe("postgresql://");
});

test.each([undefined, null, 1, {}, { value: 1 }])("%j is no part, which is said with the cure", (part) => {
  expect(() => unwrapped(part)).toThrow(pulumi.RunError);
  expect(() => unwrapped(part)).toThrow(/wait until it is available/);
});
