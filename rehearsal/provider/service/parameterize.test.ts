import { BRIDGE, type ParameterizedPackage } from "@live-listen/property-tables";
import { render } from "@pulumi/render/tables";
import { vercel } from "@pulumi/vercel/tables";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ProviderServer, serveProvider } from "../serve.ts";
import { TestEngine } from "../test-engine.ts";

/** Nothing listens there: no test here gets as far as a platform. */
const NOWHERE = { url: "http://127.0.0.1:9/v1" };

let provider: ProviderServer;
let engine: TestEngine;
beforeAll(async () => {
  provider = await serveProvider({ platforms: { render: NOWHERE, vercel: NOWHERE } });
  engine = await TestEngine.connect(provider.port, "random");
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  await provider.stop();
});

const options = { apiKey: "rnd_key", ownerId: "tea-one" };
const project = { type: "render:index/project:Project", name: "app" };
const record = { type: "vercel:index/dnsRecord:DnsRecord", name: "api" };

test("the bridge becomes a package by the parameter of an SDK", async () => {
  expect(await engine.parameterize(render)).toEqual({ name: "render", version: "1.9.1" });
  expect(await engine.parameterize(vercel)).toEqual({ name: "vercel", version: "5.10.0" });
});

test.each([
  [["render-oss/render"], "render", "1.9.1"],
  [["render-oss/render", "1.9.1"], "render", "1.9.1"],
  [["registry.opentofu.org/vercel/vercel", "5.10.0"], "vercel", "5.10.0"],
])("and by the arguments of a command line: %j", async (args, name, version) => {
  expect(await engine.parameterizeByArguments(...args)).toEqual({ name, version });
});

describe("in one sentence it is told that it is not served:", () => {
  test.each<[string, Partial<ParameterizedPackage>, RegExp]>([
    [
      "another Terraform provider",
      { terraformProvider: "registry.opentofu.org/hashicorp/aws" },
      /^The Terraform provider "registry\.opentofu\.org\/hashicorp\/aws" is not served here \(served: .*render-oss\/render, .*vercel\/vercel\): take terraform-provider out of PULUMI_DEBUG_PROVIDERS/,
    ],
    ["another version", { version: "1.8.0" }, /is served here as version 1\.9\.1 and not as 1\.8\.0: use the SDK of/],
  ])("%s", async (_what, change, sentence) => {
    await expect(engine.parameterize({ ...render, ...change })).rejects.toThrow(sentence);
  });

  test("no Terraform provider at all", async () => {
    await expect(engine.parameterizeByArguments()).rejects.toThrow(/^The Terraform provider "" is not served here/);
    await expect(engine.parameterizeByArguments("render")).rejects.toThrow(/"render" is not served here/);
    await expect(engine.parameterizeByValue("render", "1.9.1", "no JSON")).rejects.toThrow(
      /^The parameter of the package "render" names no Terraform provider and version/,
    );
  });

  test("a platform that is not at hand", async () => {
    const alone = await serveProvider();
    await expect(TestEngine.connect(alone.port, "render", options, render)).rejects.toThrow(
      /is not served here \(served: none\)/,
    );
    await alone.stop();
  });
});

describe("each connection speaks for the package that it was asked for", () => {
  test("two at the same time", async () => {
    await using one = await TestEngine.connect(provider.port, "render", options, render);
    await using other = await TestEngine.connect(provider.port, "vercel", { apiToken: "token" }, vercel);
    const environments = { main: { name: "main", protectedStatus: "protected" } };
    expect((await one.check(project, { name: "app", environments })).failures).toEqual([]);
    const args = { domain: "one.test", name: "api", type: "A", value: "192.0.2.1" };
    expect((await other.check(record, args)).failures).toEqual([]);
    await expect(one.check(record, args)).rejects.toThrow(/^The package "vercel" is made by terraform-provider, and/);
    await expect(other.check(project, {})).rejects.toThrow(/^The package "render" is made by terraform-provider, and/);
  });

  test("one of a package with a plugin of its own for nothing else", async () => {
    await using plain = await TestEngine.connect(provider.port, "random");
    await expect(plain.check(project, {})).rejects.toThrow(
      `The package "render" is made by ${BRIDGE.name}, and this connection was not asked for it`,
    );
  });
});
