import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { expect, test } from "vitest";
import { progressOfEvents } from "./progress.ts";
import { nameOfUrn } from "./urn.ts";

const stack = {
  urn: "urn:pulumi:local::live-listen::pulumi:pulumi:Stack::live-listen-local",
  type: "pulumi:pulumi:Stack",
};
const role = {
  urn: "urn:pulumi:local::live-listen::postgresql:index/role:Role::local-owner",
  type: "postgresql:index/role:Role",
};

function before(resource: typeof role, op: string): EngineEvent {
  return { resourcePreEvent: { metadata: { ...resource, op } } } as unknown as EngineEvent;
}

function after(resource: typeof role, op: string): EngineEvent {
  return { resOutputsEvent: { metadata: { ...resource, op } } } as unknown as EngineEvent;
}

test("it tells the latest that was begun and is not done, and how many are done", () => {
  const told: string[] = [];
  const listen = progressOfEvents((doing) => told.push(doing));
  listen(before(stack, "create"));
  listen(before(role, "replace"));
  listen(after(role, "replace"));
  listen(after(stack, "create"));
  expect(told).toEqual([
    "creating Stack live-listen-local (0 done)",
    "replacing Role local-owner (0 done)",
    "creating Stack live-listen-local (1 done)",
    "2 resources done",
  ]);
});

test("what stays the same is counted and not told as work", () => {
  const told: string[] = [];
  const listen = progressOfEvents((doing) => told.push(doing));
  listen(before(role, "same"));
  listen(after(role, "same"));
  expect(told).toEqual(["0 resources done", "1 resources done"]);
});

test.each([
  [role.urn, "local-owner"],
  ["urn:pulumi:s::p::a:b:C::name::with::colons", "name::with::colons"],
])("the name in %s is %s", (urn, name) => {
  expect(nameOfUrn(urn)).toBe(name);
});
