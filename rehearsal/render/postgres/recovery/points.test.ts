import { expect, test } from "vitest";
import { paceOf } from "../../../pace.ts";
import { allowedWindow } from "./points.ts";

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

test.each([
  ["tea-hobby", 3],
  ["tea-organization", 7],
  ["tea-unplanned", 7],
])("a recovery in the workspace %s goes %d days back", (ownerId, days) => {
  const workspaces = [
    { ownerId: "tea-hobby", name: "Hobby", apiKey: "a", plan: "hobby" },
    { ownerId: "tea-organization", name: "Organization", apiKey: "b", plan: "organization" },
    { ownerId: "tea-unplanned", name: "Unplanned", apiKey: "c" },
  ] as const;
  const before = Date.now();
  const { from } = allowedWindow({ workspaces, pace: paceOf(1) }, { ownerId });
  expect(from.getTime()).toBeGreaterThanOrEqual(before - days * DAY_MILLISECONDS);
  expect(from.getTime()).toBeLessThanOrEqual(Date.now() - days * DAY_MILLISECONDS);
});
