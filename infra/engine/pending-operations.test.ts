import { expect, test } from "vitest";
import { adoptPendingCreations, parseDeployment, pendingOperationsOf } from "./pending-operations.ts";

const stack = { urn: "urn:stack", type: "pulumi:pulumi:Stack", custom: false };
const role = {
  urn: "urn:role",
  type: "postgresql:index/role:Role",
  custom: true,
  parent: "urn:stack",
  inputs: { name: "owner" },
};
const password = { urn: "urn:password", type: "random:index/randomPassword:RandomPassword", inputs: { length: 20 } };
const identify = (type: string, inputs: Readonly<Record<string, unknown>>) =>
  type === role.type ? String(inputs.name) : undefined;

function deploymentOf(resources: object[], pending: object[]) {
  return parseDeployment(
    JSON.stringify({ version: 3, deployment: { manifest: {}, resources, pending_operations: pending } }),
  );
}

test.each([{ deployment: null }, { deployment: {} }, { deployment: { pending_operations: null } }])(
  "%j has none",
  (exported) => {
    const parsed = parseDeployment(JSON.stringify(exported));
    expect(pendingOperationsOf(parsed)).toEqual([]);
    expect(adoptPendingCreations(parsed, identify).deployment?.resources ?? []).toEqual([]);
  },
);

test("a creation that can be identified is taken into the state under its id, behind what it depends on", () => {
  const exported = deploymentOf([stack], [{ type: "creating", resource: role }]);
  const { deployment } = adoptPendingCreations(exported, identify);
  expect(deployment).toMatchObject({
    manifest: {},
    resources: [stack, { ...role, id: "owner", outputs: { name: "owner" } }],
    pending_operations: [],
  });
});

test("a creation that can't be identified is taken out", () => {
  const exported = deploymentOf([stack], [{ type: "creating", resource: password }]);
  expect(adoptPendingCreations(exported, identify).deployment).toMatchObject({
    resources: [stack],
    pending_operations: [],
  });
});

test("a replacement beside the resource that it replaces is taken out, since two can't have one URN", () => {
  const exported = deploymentOf([stack, { ...role, id: "former" }], [{ type: "creating", resource: role }]);
  expect(adoptPendingCreations(exported, identify).deployment?.resources).toHaveLength(2);
});

test("updates and deletions are left for the refresh", () => {
  const updating = { type: "updating", resource: role };
  const exported = deploymentOf([stack, { ...role, id: "owner" }], [updating]);
  expect(adoptPendingCreations(exported, identify).deployment?.pending_operations).toEqual([updating]);
});
