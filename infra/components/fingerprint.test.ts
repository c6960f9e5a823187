import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { fingerprintOf, fingerprints } from "./fingerprint.ts";

const key = "k".repeat(32);

test("it is HMAC-SHA256", () => {
  // RFC 4231, test case 2.
  const digest = Buffer.from("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "hex");
  expect(fingerprintOf("Jefe", "what do ya want for nothing?")).toBe(digest.toString("base64url"));
});

test("equal values are found under one key, whatever they are called, and under another key nothing is", () => {
  expect(fingerprintOf(key, "shared")).toBe(fingerprintOf(key, "shared"));
  expect(fingerprintOf(key, "shared")).not.toBe(fingerprintOf(key, "another"));
  expect(fingerprintOf(key, "shared")).not.toBe(fingerprintOf("l".repeat(32), "shared"));
});

test("the fingerprint of a secret is none, and doesn't hold it", async () => {
  const { password } = fingerprints(key, { password: pulumi.secret("canary") });
  expect(await pulumi.isSecret(pulumi.output(password))).toBe(false);
  const value = await new Promise((resolve) => password?.apply(resolve));
  expect(value).toMatch(/^[\w-]{43}$/);
  expect(value).not.toContain("canary");
});
