import { tableOf } from "@live-listen/property-tables";
import { project as table } from "@pulumi/vercel/tables";
import { describe, expect, test } from "vitest";
import { checkInputs } from "../../table/check.ts";
import { readRecordedCalls } from "../test-recorded.ts";
import { answer, type ProjectInputs } from "./answer.ts";
import { changeBody, creationBody } from "./body.ts";
import { stateOf } from "./state.ts";

/** A project as a program gives it, with its defaults. */
function inputsOf(given: Record<string, unknown>): ProjectInputs {
  const { values, failures } = checkInputs(tableOf(table), { name: "live-listen-web", ...given });
  expect(failures).toEqual([]);
  return values as ProjectInputs;
}

/** As it goes over the wire. */
function sent(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body));
}

const recorded = readRecordedCalls();

describe.runIf(recorded)("a body is as the vendor's own provider was seen to send it", () => {
  const callOf = (operation: string, index: number) => {
    const found = recorded?.("Project", operation)[index];
    if (!found) throw new Error(`nothing is recorded of ${operation}`);
    return found;
  };
  const inputs = inputsOf({ autoAssignCustomDomains: false });

  test("when a project is made", () => {
    expect(sent(creationBody(inputs))).toEqual(callOf("create", 0).requestBody);
  });

  test("when what was made is changed at once", () => {
    expect(sent(changeBody(inputs, {}))).toEqual(callOf("create", 2).requestBody);
  });

  test("when it is changed later", () => {
    const state = stateOf(answer.parse(callOf("create", 2).minResponse), {});
    const changed = inputsOf({ autoAssignCustomDomains: false, outputDirectory: "public" });
    expect(sent(changeBody(changed, state))).toEqual(callOf("update", 0).requestBody);
  });
});

test.each([
  ["none", null],
  ["standard_protection", { deploymentType: "prod_deployment_urls_and_all_previews" }],
  ["only_preview_deployments", { deploymentType: "preview" }],
])("visitors who have to sign in: %s", (deploymentType, ssoProtection) => {
  const inputs = inputsOf({ vercelAuthentication: { deploymentType } });
  expect(creationBody(inputs)).toMatchObject({ ssoProtection });
  expect(changeBody(inputs, {})).toMatchObject({ ssoProtection });
});

test("what the program names wins over what Vercel had, and that over nothing", () => {
  const state = { directoryListing: true, gitLfs: true, nodeVersion: "20.x" } as const;
  const body = changeBody(inputsOf({ gitLfs: false }), state);
  expect(body).toMatchObject({
    directoryListing: true,
    gitLFS: false,
    nodeVersion: "20.x",
    protectedSourcemaps: false,
  });
});
