import { expect, test } from "vitest";
import { digestOf, imageReference, repositoryOf } from "./image.ts";

const DIGEST = `sha256:${"0a".repeat(32)}`;

test.each([
  ["ghcr.io/example/api:1.2.3", "ghcr.io/example/api", undefined],
  ["ghcr.io/example/api", "ghcr.io/example/api", undefined],
  [`ghcr.io/example/api@${DIGEST}`, "ghcr.io/example/api", DIGEST],
  [`ghcr.io/example/api:1@${DIGEST}`, "ghcr.io/example/api", DIGEST],
  ["localhost:5000/api", "localhost:5000/api", undefined],
  ["localhost:5000/api:v1_2", "localhost:5000/api", undefined],
  ["nginx:latest", "nginx", undefined],
])("%s", (reference, repository, digest) => {
  expect(imageReference.safeParse(reference).success).toBe(true);
  expect(repositoryOf(reference)).toBe(repository);
  expect(digestOf(reference)).toBe(digest);
});

test.each(["", "with space", "UPPER/case", "a:", "a:-", "a@sha256:1", "/a", "a/", "https://ghcr.io/a"])(
  "%j is no reference",
  (text) => {
    expect(imageReference.safeParse(text).success).toBe(false);
  },
);
