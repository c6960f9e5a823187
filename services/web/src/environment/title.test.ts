import { expect, it } from "vitest";
import { environmentTitle } from "./title.ts";

it("tells the environment in the page's title, but not to everybody", () => {
  expect(environmentTitle("local")).toBe("Live Listen · Local");
  expect(environmentTitle("staging")).toBe("Live Listen · Staging");
  expect(environmentTitle("production")).toBe("Live Listen");
});
