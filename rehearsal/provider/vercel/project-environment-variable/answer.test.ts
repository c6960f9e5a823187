import { describe, expect, test } from "vitest";
import { readRecordedCalls } from "../test-recorded.ts";
import { bodyOf } from "./answer.ts";

const recorded = readRecordedCalls();
const encrypted = { projectId: "prj_1", key: "VITE_API_URL", sensitive: false, targets: ["production" as const] };
const sensitive = { ...encrypted, key: "SECRET_TOKEN", sensitive: true, value: "<secret>" };

describe.runIf(recorded)("a body is as the vendor's own provider was seen to send it", () => {
  test.each([
    [
      "encrypted",
      { ...encrypted, value: "https://api.example.com" },
      { ...encrypted, value: "https://api2.example.com" },
    ],
    ["sensitive", sensitive, sensitive],
  ])("of a variable that is %s", (type, made, changed) => {
    const of = (operation: string) => recorded?.(`ProjectEnvironmentVariable(${type})`, operation).at(-1)?.requestBody;
    expect({ key: made.key, ...sent(bodyOf(made)) }).toEqual(of("create"));
    expect(sent(bodyOf(changed))).toEqual(of("update"));
  });
});

test("custom environments are named only when there are any", () => {
  expect(sent(bodyOf({ ...encrypted, customEnvironmentIds: [] }))).not.toHaveProperty("customEnvironmentIds");
  expect(bodyOf({ ...encrypted, customEnvironmentIds: ["env_1"] })).toMatchObject({ customEnvironmentIds: ["env_1"] });
});

/** As it goes over the wire. */
function sent(body: object): object {
  return JSON.parse(JSON.stringify(body));
}
