import { expect, test } from "vitest";
import { UsageFault } from "../fault.ts";
import { dataSetUrls } from "./data-set.ts";

const urls = {
  DATABASE_URL: "postgres://app:one@localhost:5432/live_listen_local",
  MIGRATION_DATABASE_URL: "postgres://owner:two@localhost:5432/live_listen_local",
};

test("a data set is a database beside the usual one, with the same roles", () => {
  expect(dataSetUrls(urls, "pr-12")).toEqual({
    DATABASE_URL: "postgres://app:one@localhost:5432/live_listen_local_pr_12",
    MIGRATION_DATABASE_URL: "postgres://owner:two@localhost:5432/live_listen_local_pr_12",
  });
});

test.each(["", "PR-12", "pr 12", "-x", "x-", "a".repeat(31), "ü", "x;drop"])("%j is no name for one", (name) => {
  expect(() => dataSetUrls(urls, name)).toThrow(UsageFault);
});
