import { expect, test } from "vitest";
import { makeAuthority, makeLeaf } from "./authority.ts";
import { Leaves } from "./leaves.ts";

const DAY = 86_400_000;
const NOW = new Date("2026-01-15T12:00:00Z");

test("a leaf is for its host name alone, signed by the authority, and valid for 397 days", () => {
  const authority = makeAuthority(NOW);
  const { certificate } = makeLeaf("api.example", authority, NOW);
  expect(certificate.verify(authority.certificate.publicKey)).toBe(true);
  expect(certificate.checkIssued(authority.certificate)).toBe(true);
  expect(certificate.checkHost("api.example")).toBe("api.example");
  expect(certificate.checkHost("example")).toBeUndefined();
  expect(certificate.ca).toBe(false);
  expect(certificate.validToDate.getTime() - certificate.validFromDate.getTime()).toBe(397 * DAY);
});

test("a leaf doesn't outlive the authority", () => {
  const authority = makeAuthority(NOW);
  const late = new Date("2036-01-01T00:00:00Z");
  expect(makeLeaf("a.example", authority, late).certificate.validToDate).toEqual(authority.certificate.validToDate);
});

test("a host name may be as long as DNS allows", () => {
  const name = `${"a".repeat(63)}.${"b".repeat(63)}.example`;
  expect(makeLeaf(name, makeAuthority(NOW), NOW).certificate.checkHost(name)).toBe(name);
});

test("a leaf is kept until its end is near, or it is forgotten", () => {
  let now = NOW;
  const leaves = new Leaves(makeAuthority(NOW), () => now);
  const first = leaves.of("a.example");
  now = new Date(NOW.getTime() + 365 * DAY);
  expect(leaves.of("a.example")).toBe(first);
  now = new Date(NOW.getTime() + 367 * DAY);
  const second = leaves.of("a.example");
  expect(second).not.toBe(first);
  leaves.forget("a.example");
  expect(leaves.of("a.example")).not.toBe(second);
});
