import { expect, it } from "vitest";
import type { ListedDeployment } from "../../../../platforms/vercel/deployments-list.ts";
import { webSteps } from "./web-steps.ts";

function deployment(changes: Partial<ListedDeployment>): ListedDeployment {
  return { uid: "dpl_1", url: "one.vercel.app", readyState: "READY", createdAt: 1_000, ...changes };
}

it.each<[string, Partial<ListedDeployment>]>([
  ["waiting waiting", { readyState: "QUEUED" }],
  ["running waiting", { readyState: "INITIALIZING" }],
  ["running waiting", { readyState: "BUILDING" }],
  ["failed skipped", { readyState: "ERROR" }],
  ["failed skipped", { readyState: "BLOCKED" }],
  ["unknown skipped", { readyState: "CANCELED" }],
  ["done running", { readyState: "READY" }],
  ["done skipped", { readyState: "READY", readySubstate: "STAGED" }],
  ["done failed", { readyState: "READY", aliasError: { message: "no" } }],
  ["done done", { readyState: "READY", aliasAssigned: true }],
])("%s: %o", (expected, changes) => {
  expect(
    webSteps(deployment(changes))
      .map(({ state }) => state)
      .join(" "),
  ).toBe(expected);
});

it("steps have the times that Vercel tells", () => {
  expect(webSteps(deployment({ buildingAt: 2_000, ready: 3_000, aliasAssigned: 4_000 }))).toEqual([
    { name: "Files", state: "done", startedAt: "1970-01-01T00:00:02.000Z", finishedAt: "1970-01-01T00:00:03.000Z" },
    { name: "Domains", state: "done", startedAt: "1970-01-01T00:00:03.000Z", finishedAt: "1970-01-01T00:00:04.000Z" },
  ]);
});
