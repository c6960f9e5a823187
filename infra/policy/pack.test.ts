import * as vercel from "@pulumi/vercel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findCli } from "../engine/find-cli.ts";
import { EngineStack } from "../engine/stack.ts";
import { PROJECT } from "../local/stack.ts";
import { silent } from "../progress.ts";
import { hostedRow, startTestRehearsal, type TestRehearsal } from "../realms/test/rehearsal.ts";
import { POLICY_PACK } from "./install.ts";

// The pack as the engine runs it, on a program that breaks a rule.
let rehearsal: TestRehearsal;
beforeAll(async () => {
  rehearsal = await startTestRehearsal();
}, 60_000);
afterAll(() => rehearsal?.close());

async function openWith(program: () => Promise<void>): Promise<EngineStack> {
  // Makes the stack with its configuration.
  await rehearsal.open("staging");
  return EngineStack.open({
    cli: await findCli(silent),
    settings: rehearsal.settingsOf(hostedRow("staging")),
    projectDirectory: rehearsal.paths.stack("staging").project,
    project: PROJECT,
    stack: "staging",
    program,
    policyPacks: [POLICY_PACK],
  });
}

test("a plan that breaks a rule is refused with the rule's sentence, and nothing is made", async () => {
  const stack = await openWith(async () => {
    new vercel.Project("staging-web", { name: "live-listen-staging" });
  });
  await expect(stack.preview()).rejects.toThrow(/staging-web gives its domain to every new deployment/);
  expect(await rehearsal.askVercel("staging", "GET", "/v10/projects")).toMatchObject({ projects: [] });
});

test("a plan that breaks none is told as it is", async () => {
  const stack = await openWith(async () => {
    new vercel.Project("staging-web", { name: "live-listen-staging", autoAssignCustomDomains: false });
  });
  expect((await stack.preview()).steps).toMatchObject([{ operation: "create", name: "staging-web" }]);
});
