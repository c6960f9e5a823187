import { expect, it } from "vitest";
import { pageTitle } from "./title.ts";

it("tells the environment in the page's title, but not to everybody", () => {
  expect(pageTitle("local")).toBe("Live Listen · Local");
  expect(pageTitle("staging")).toBe("Live Listen · Staging");
  expect(pageTitle("production")).toBe("Live Listen");
});

it("tells first where one is", () => {
  expect(pageTitle("production", "Morning show")).toBe("Morning show · Live Listen");
  expect(pageTitle("local", "Sign in")).toBe("Sign in · Live Listen · Local");
});
