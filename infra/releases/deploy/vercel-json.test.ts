import { environments, isHosted } from "@live-listen/stacks";
import { expect, test } from "vitest";
import { webVariables } from "../../components/variables.ts";
import { vercelJson } from "./vercel-json.ts";

const [staging, production] = environments.filter(isHosted).map((row) => vercelJson(webVariables(row)));

test("every file has the environment's own security headers", () => {
  const [first] = staging?.headers ?? [];
  expect(first?.source).toBe("/(.*)");
  expect(first?.headers).toContainEqual({ key: "X-Robots-Tag", value: "noindex, nofollow" });
  const policy = first?.headers.find(({ key }) => key === "Content-Security-Policy")?.value;
  expect(policy).toContain("connect-src https://api.staging.live-listen.app wss://api.staging.live-listen.app;");
  expect(JSON.stringify(production)).not.toMatch(/staging|noindex/);
});

test("a hashed file may be kept for a year, and its rule comes last, where it holds against the others", () => {
  const kept = staging?.headers.slice(1).map(({ source, headers }) => [source, headers[0]?.value]);
  expect(kept).toEqual([
    ["/(.*)", "no-cache"],
    ["/assets/(.*)", "public, max-age=31536000, immutable"],
  ]);
});

test("addresses of the page lead to it, and a hashed file that is gone does not", () => {
  expect(staging?.rewrites).toEqual([{ source: "/((?!assets/).*)", destination: "/index.html" }]);
});
