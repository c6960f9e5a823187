import fc from "fast-check";
import { expect, test } from "vitest";
import { deployTargetOf, environments, findEnvironment } from "./index.ts";

test("the matrix holds the three environments of the seed", () => {
  expect(environments.map(({ name, appEnv, webUrl, apiUrl, wsUrl }) => [name, appEnv, webUrl, apiUrl, wsUrl])).toEqual([
    ["local", "local", "http://localhost:3000", "http://localhost:3001", "ws://localhost:3001"],
    [
      "staging",
      "staging",
      "https://staging.live-listen.app",
      "https://api.staging.live-listen.app",
      "wss://api.staging.live-listen.app",
    ],
    ["production", "production", "https://live-listen.app", "https://api.live-listen.app", "wss://api.live-listen.app"],
  ]);
});

test("an environment is found by its name alone", () => {
  expect(findEnvironment("staging")?.webUrl).toBe("https://staging.live-listen.app");
  expect(findEnvironment("Staging")).toBeUndefined();
  expect(findEnvironment("toString")).toBeUndefined();
});

test.each([
  ["refs/heads/main", "staging"],
  ["refs/tags/staging-2026-11-23", "staging"],
  ["refs/tags/staging-1", "staging"],
  ["refs/tags/v1", "production"],
  ["refs/tags/v1.2.3", "production"],
  ["refs/tags/v1.2.3-rc.1", "production"],
  ["refs/tags/v", undefined],
  ["refs/tags/staging-", undefined],
  ["refs/tags/staging", undefined],
  ["refs/tags/main", undefined],
  ["refs/tags/V1.0.0", undefined],
  ["refs/tags/release-v1", undefined],
  ["refs/tags/v1/hotfix", undefined],
  ["refs/tags/v1 ", undefined],
  ["refs/tags/v1\nrefs/heads/main", undefined],
  ["refs/heads/v1.2.3", undefined],
  ["refs/heads/staging-1", undefined],
  ["refs/heads/main-2", undefined],
  ["refs/heads/feature/main", undefined],
  ["refs/heads/Main", undefined],
  ["refs/pull/12/merge", undefined],
  ["refs/pull/12/head", undefined],
  ["refs/pull/main/head", undefined],
  ["refs/remotes/origin/main", undefined],
  ["main", undefined],
  ["v1.2.3", undefined],
  ["", undefined],
])("a push of %j deploys to %s", (ref, environment) => {
  expect(deployTargetOf(ref)).toBe(environment);
});

test("no branch but main deploys anywhere, whatever it is called", () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      fc.pre(name !== "main");
      expect(deployTargetOf(`refs/heads/${name}`)).toBeUndefined();
    }),
  );
});
