import { expect, it } from "vitest";
import type { PastDeploy } from "../../../../platforms/render/deploy-history.ts";
import { apiSteps } from "./api-steps.ts";

const times = { createdAt: "2026-01-31T12:00:00Z", startedAt: "2026-01-31T12:00:01Z" };

function states(status: PastDeploy["status"], runsPreDeployCommand = true): string {
  return apiSteps({ status, ...times }, runsPreDeployCommand, new Map())
    .map(({ state }) => state)
    .join(" ");
}

it.each([
  ["created", "waiting waiting waiting"],
  ["queued", "waiting waiting waiting"],
  ["build_in_progress", "running waiting waiting"],
  ["build_failed", "failed skipped skipped"],
  ["pre_deploy_in_progress", "done running waiting"],
  ["pre_deploy_failed", "done failed skipped"],
  ["update_in_progress", "done done running"],
  ["update_failed", "done done failed"],
  ["live", "done done done"],
  ["deactivated", "done done done"],
  ["canceled", "unknown unknown unknown"],
] as const)("of a deploy that is %s: %s", (status, expected) => {
  expect(states(status)).toBe(expected);
});

it("a service without a pre-deploy command has no such step, unless a deploy is at it", () => {
  expect(states("update_in_progress", false)).toBe("done running");
  expect(states("pre_deploy_failed", false)).toBe("done failed skipped");
});

it("a step has the times that were told or seen, and no others", () => {
  const seen = new Map([["update_in_progress", "2026-01-31T12:00:05Z"]]);
  const steps = apiSteps({ status: "live", ...times, finishedAt: "2026-01-31T12:00:09Z" }, true, seen);
  expect(steps).toEqual([
    { name: "Image", state: "done", startedAt: times.startedAt, finishedAt: undefined },
    { name: "Pre-deploy command", state: "done", startedAt: undefined, finishedAt: "2026-01-31T12:00:05Z" },
    {
      name: "Instances and health",
      state: "done",
      startedAt: "2026-01-31T12:00:05Z",
      finishedAt: "2026-01-31T12:00:09Z",
    },
  ]);
});

it("the step that failed ends with the deploy", () => {
  const seen = new Map([["pre_deploy_in_progress", "2026-01-31T12:00:02Z"]]);
  const deploy = { status: "pre_deploy_failed", ...times, finishedAt: "2026-01-31T12:00:04Z" } as const;
  expect(apiSteps(deploy, true, seen)).toMatchObject([
    { startedAt: times.startedAt, finishedAt: "2026-01-31T12:00:02Z" },
    { startedAt: "2026-01-31T12:00:02Z", finishedAt: "2026-01-31T12:00:04Z" },
    { startedAt: undefined, finishedAt: undefined },
  ]);
});
