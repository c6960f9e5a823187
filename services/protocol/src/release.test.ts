import { describe, expect, it } from "vitest";
import { environmentNameSchema } from "./environment-name.ts";
import { releaseSchema } from "./release.ts";

const release = { version: "1.2.3", commit: "abc", schema: { oldest: "0001-a", newest: "0002-b" } };

describe("a release", () => {
  it("has a version, a commit, and a range of schemas", () => {
    expect(releaseSchema.parse(release)).toEqual(release);
  });

  it.each([
    ["no version", { ...release, version: undefined }],
    ["an empty commit", { ...release, commit: "" }],
    ["half a range", { ...release, schema: { oldest: "0001-a" } }],
  ])("can't have %s", (_, value) => {
    expect(releaseSchema.safeParse(value).success).toBe(false);
  });
});

describe("the name of an environment", () => {
  it("is one of three", () => {
    expect(environmentNameSchema.options).toEqual(["local", "staging", "production"]);
    expect(environmentNameSchema.safeParse("Local").success).toBe(false);
  });
});
