import { type Inputs, tableOf } from "@live-listen/property-tables";
import { expect, test } from "vitest";
import { webService } from "./web-service.ts";

const table = tableOf(webService);
const image = { imageUrl: "ghcr.io/live-listen/api" };
const least: Partial<Inputs<typeof webService.properties>> = { runtimeSource: { image } };

function broken(inputs: Readonly<Record<string, unknown>>): readonly string[] {
  return table.rules.flatMap((rule) => {
    const reason = rule.broken({ ...least, ...inputs });
    return reason === undefined ? [] : [`${rule.property} ${reason}`];
  });
}

test.each([
  {},
  { runtimeSource: { image: { ...image, tag: "3f2a1b9" } } },
  { runtimeSource: { image: { ...image, digest: "sha256:0" } } },
  { envVars: { A: { value: "", generateValue: false }, B: { generateValue: true } } },
  { previews: { generation: "off" } },
  { previews: {}, pullRequestPreviewsEnabled: false },
])("%j breaks no rule", (inputs) => {
  expect(broken(inputs)).toEqual([]);
});

test.each([
  [{ runtimeSource: {} }, "runtimeSource must have exactly one of image, docker and nativeRuntime"],
  [
    { runtimeSource: { image: { ...image, tag: "3f2a1b9", digest: "sha256:0" } } },
    "runtimeSource must not have both image.tag and image.digest",
  ],
  [{ envVars: { A: { generateValue: false } } }, "envVars must give A either a value or generateValue"],
  [{ envVars: { A: { value: "canary", generateValue: true } } }, "envVars must give A either a value or generateValue"],
  [
    { previews: { generation: "off" }, pullRequestPreviewsEnabled: false },
    "pullRequestPreviewsEnabled must not be given beside previews.generation",
  ],
])("%j breaks a rule, told without a value", (inputs, sentence) => {
  expect(broken(inputs)).toEqual([sentence]);
});

const imageUrl = webService.properties.runtimeSource.fields.image.fields.imageUrl.schema;

test.each(["nginx", "ghcr.io/live-listen/api", "localhost:5000/api", "https://docker.io/library/nginx"])(
  "%s is where an image lies",
  (url) => {
    expect(imageUrl.safeParse(url).success).toBe(true);
  },
);

test.each(["", "nginx:1", "ghcr.io/live-listen/api:3f2a1b9", "nginx@sha256:0", "localhost:5000/api:1", "ghcr.io/"])(
  "%j is more than where an image lies, or less",
  (url) => {
    expect(imageUrl.safeParse(url).success).toBe(false);
  },
);
