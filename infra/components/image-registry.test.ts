import { expect, test } from "vitest";
import { registryOfImage } from "./image-registry.ts";

test.each([
  ["ghcr.io/live-listen/api", "GITHUB"],
  ["registry.gitlab.com/live-listen/api", "GITLAB"],
  ["docker.io/live-listen/api", "DOCKER"],
  ["europe-docker.pkg.dev/project/live-listen/api", "GOOGLE_ARTIFACT"],
  ["123456789012.dkr.ecr.eu-central-1.amazonaws.com/api", "AWS_ECR"],
  ["registry.example.com/api", undefined],
  ["notghcr.io/api", undefined],
  ["", undefined],
])("%s lies in %s", (image, registry) => {
  expect(registryOfImage(image)).toBe(registry);
});
