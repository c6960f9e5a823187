import { expect, it } from "vitest";
import { separationStatus } from "./separation.ts";

const staging = { name: "staging", fingerprintKeyId: "k", fingerprints: { jwtSecret: "a", databaseHost: "b" } };
const production = { name: "production", fingerprintKeyId: "k", fingerprints: { jwtSecret: "c", databaseHost: "d" } };
const door = { name: "a door", detail: "It refused." };

it("stacks that share nothing are apart", () => {
  expect(separationStatus(staging, production, [{ ...door, outcome: "refused" }])).toMatchObject({
    apart: true,
    compared: 2,
    shared: [],
    doors: [{ name: "a door" }],
  });
});

it("what is shared is told without its value, and they are not apart", () => {
  const same = { ...production, fingerprints: { ...production.fingerprints, jwtSecret: "a" } };
  expect(separationStatus(staging, same)).toMatchObject({
    apart: false,
    shared: ["staging and production share jwtSecret"],
  });
});

it("an open door means that they are not apart; one that could not be tried doesn't", () => {
  expect(separationStatus(staging, production, [{ ...door, outcome: "open" }]).apart).toBe(false);
  expect(separationStatus(staging, production, [{ ...door, outcome: "not tried" }]).apart).toBe(true);
});

it("fingerprints of different keys prove nothing", () => {
  const other = { ...production, fingerprintKeyId: "another" };
  expect(separationStatus(staging, other)).toMatchObject({ apart: false, compared: 0 });
});
