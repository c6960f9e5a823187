import { expect, it } from "vitest";
import type { ListedDeployment } from "../../../../platforms/vercel/deployments-list.ts";
import { webDeployOf } from "./web-deploys.ts";

function told(changes: Partial<ListedDeployment>, serving?: string): string {
  const deployment = { uid: "dpl_1", url: "one.vercel.app", readyState: "READY", createdAt: 1_000, ...changes };
  const { outcome, statusInWords, why } = webDeployOf(deployment, serving);
  return [`${outcome}: ${statusInWords}`, why].filter(Boolean).join(", ");
}

it.each<[string, Partial<ListedDeployment>]>([
  ["running: waits for its turn", { readyState: "QUEUED" }],
  ["running: is being built", { readyState: "BUILDING" }],
  ["ready: is ready, and no domain leads to it", { readySubstate: "STAGED" }],
  ["replaced: was replaced", { readySubstate: "PROMOTED", aliasAssigned: 2_000 }],
  ["failed: failed, It broke.", { readyState: "ERROR", errorMessage: "It broke." }],
  ["failed: is ready, and its domains could not be led to it, No.", { aliasError: { message: "No." } }],
  ["canceled: was canceled", { readyState: "CANCELED" }],
  ["running: is new_at_vercel", { readyState: "NEW_AT_VERCEL" }],
])("%s", (expected, changes) => {
  expect(told(changes, "dpl_2")).toBe(expected);
});

it("the one that the domains lead to serves, however old it is", () => {
  expect(told({ readySubstate: "PROMOTED" }, "dpl_1")).toBe("serving: serves");
});

it("a deployment is known by the release that it carries", () => {
  const meta = { version: "1.2.3", commit: "abc" };
  const deployment = { uid: "dpl_1", url: "one.vercel.app", readyState: "READY", createdAt: 1_000, ready: 1_500, meta };
  expect(webDeployOf(deployment, undefined)).toMatchObject({
    release: "1.2.3",
    commit: "abc",
    startedAt: "1970-01-01T00:00:01.000Z",
    finishedAt: "1970-01-01T00:00:01.500Z",
  });
});
