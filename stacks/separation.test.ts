import { expect, test } from "vitest";
import { local } from "./local.ts";
import { production } from "./production.ts";
import { findShared } from "./separation.ts";
import { staging } from "./staging.ts";

test("the rows of the matrix share nothing", () => {
  expect(findShared([local, staging, production])).toEqual([]);
});

test.each([
  ["database server", { database: { ...staging.database, server: production.database.server } }],
  ["database", { database: { ...staging.database, name: production.database.name } }],
  ["web URL", { webUrl: production.webUrl }],
  ["API URL", { apiUrl: production.apiUrl }],
  ["WebSocket URL", { wsUrl: production.wsUrl }],
  ["Render project", { secrets: { ...staging.secrets, renderProject: "live-listen-production" } }],
  ["Vercel project", { secrets: { ...staging.secrets, vercelProject: "live-listen-production" } }],
  ["deploy trigger (tag)", { deployTriggers: [{ kind: "tag" as const, pattern: "v*" }] }],
])("a shared %s is told with the names of both rows", (what, change) => {
  const changed = { ...staging, ...change } as typeof staging;
  expect(findShared([local, changed, production])).toEqual([
    expect.stringMatching(new RegExp(`^staging and production share the ${what.replace(/[()]/g, "\\$&")} .+\\.$`)),
  ]);
});
