import { expect, test } from "vitest";
import { assertNoRealCredentials } from "./real-credentials.ts";

test("nothing is said where there are none", () => {
  expect(() => assertNoRealCredentials({ PATH: "/bin", RENDER_API_KEY: "" })).not.toThrow();
});

test("all that are there are named with the command that takes them away, without their values", () => {
  const there = { RENDER_API_KEY: "canary", VERCEL_TOKEN: "canary" };
  expect(() => assertNoRealCredentials(there)).toThrow("run `unset RENDER_API_KEY VERCEL_TOKEN`, then run this again.");
  expect(() => assertNoRealCredentials(there)).not.toThrow(/canary/);
});
