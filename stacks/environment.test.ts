import { expect, test } from "vitest";
import { defineEnvironment, isHosted } from "./environment.ts";
import { local } from "./local.ts";
import { production } from "./production.ts";
import { staging } from "./staging.ts";

test("a row that follows the rules is returned, frozen", () => {
  const row = defineEnvironment(staging);
  expect(row).toEqual(staging);
  expect(Object.isFrozen(row)).toBe(true);
});

test.each([
  [
    "an APP_ENV of another environment",
    { appEnv: "production" as const },
    /stacks\/staging\.ts: appEnv must be "staging"/,
  ],
  ["a URL with a path", { webUrl: "https://staging.live-listen.app/" }, /webUrl must be an origin/],
  ["a URL that is none", { apiUrl: "api.staging.live-listen.app" }, /apiUrl must be an origin/],
  ["a web URL without TLS", { webUrl: "http://staging.live-listen.app" }, /webUrl must be reached over TLS/],
  ["a socket on another host", { wsUrl: "wss://ws.live-listen.app" }, /wsUrl must be the API's URL/],
  ["no deploy trigger", { deployTriggers: [] }, /deployTriggers/],
  ["a database on a developer's machine", { database: local.database }, /database must be managed/],
  ["no DNS zone", { dnsZone: undefined }, /dnsZone must be the zone that holds the host of webUrl/],
  ["names in another zone", { dnsZone: "example.com" }, /dnsZone must be the zone that holds the host of apiUrl/],
  ["secrets on disk", { secrets: local.secrets }, /secrets must come from the hosting platform/],
])("%s is refused in one sentence", (_what, change, sentence) => {
  expect(() => defineEnvironment({ ...staging, ...change })).toThrow(sentence);
});

test("every wrong cell of a row is named at once", () => {
  const wrong = { ...staging, appEnv: "local" as const, webUrl: "nowhere" };
  expect(() => defineEnvironment(wrong)).toThrow(/appEnv .*webUrl |webUrl .*appEnv /);
});

test("a misspelt cell is refused", () => {
  const misspelt = { ...staging, webURL: "https://staging.live-listen.app" };
  expect(() => defineEnvironment(misspelt)).toThrow(/webURL/);
});

test("only the local environment is not hosted", () => {
  expect([local, staging, production].map(isHosted)).toEqual([false, true, true]);
});
