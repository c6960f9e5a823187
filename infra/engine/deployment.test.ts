import { expect, test } from "vitest";
import { adoptPendingCreations, parseDeployment, pendingOperationsOf } from "./deployment.ts";

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
  async (exported) => {
    const parsed = parseDeployment(JSON.stringify(exported));
    expect(pendingOperationsOf(parsed)).toEqual([]);
    expect((await adoptPendingCreations(parsed, identify)).deployment?.resources ?? []).toEqual([]);
  },
);

test("a creation that can be identified is taken into the state under its id, behind what it depends on", async () => {
  const exported = deploymentOf([stack], [{ type: "creating", resource: role }]);
  const { deployment } = await adoptPendingCreations(exported, identify);
  expect(deployment).toMatchObject({
    manifest: {},
    resources: [stack, { ...role, id: "owner", outputs: { name: "owner" } }],
    pending_operations: [],
  });
});

test("a creation that can't be identified is taken out", async () => {
  const exported = deploymentOf([stack], [{ type: "creating", resource: password }]);
  expect((await adoptPendingCreations(exported, identify)).deployment).toMatchObject({
    resources: [stack],
    pending_operations: [],
  });
});

test("a replacement beside the resource that it replaces is taken out, since two can't have one URN", async () => {
  const exported = deploymentOf([stack, { ...role, id: "former" }], [{ type: "creating", resource: role }]);
  expect((await adoptPendingCreations(exported, identify)).deployment?.resources).toHaveLength(2);
});

test("updates and deletions are left for the refresh", async () => {
  const updating = { type: "updating", resource: role };
  const exported = deploymentOf([stack, { ...role, id: "owner" }], [updating]);
  expect((await adoptPendingCreations(exported, identify)).deployment?.pending_operations).toEqual([updating]);
});
