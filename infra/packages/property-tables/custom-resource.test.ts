import * as pulumi from "@pulumi/pulumi";
import { getMonitor } from "@pulumi/pulumi/runtime/index.js";
import { beforeEach, expect, expectTypeOf, test, vi } from "vitest";
import { z } from "zod";
import { customResource } from "./custom-resource.ts";
import { BRIDGE, type ParameterizedPackage } from "./parameterization.ts";
import { defineTable } from "./resource-table.ts";

const served: ParameterizedPackage = { name: "test", version: "1.2.3", terraformProvider: "registry.example/a/test" };

class Thing extends customResource(
  defineTable({
    type: "test:index/thing:Thing",
    properties: {
      name: { schema: z.string(), autoNamed: { maxLength: 9 } },
      size: { schema: z.int() },
      kind: { schema: z.enum(["a", "b"]).default("a") },
      token: { schema: z.string().optional(), secret: true },
      old: { schema: z.string(), unsupported: "is not served here" },
      url: { schema: z.string(), computed: "always" },
    },
  }),
  served,
) {}

class Setting extends customResource(
  defineTable({ type: "test:index/setting:Setting", properties: { isOn: { schema: z.boolean().optional() } } }),
  served,
) {}

const newResource = vi.fn<pulumi.runtime.Mocks["newResource"]>(({ name, id, inputs }) => ({
  id: id || `${name}-id`,
  state: { ...inputs, url: "https://example.test" },
}));
await pulumi.runtime.setMocks({
  newResource,
  call: ({ token }) => {
    throw new Error(`no test expects a call of ${token}`);
  },
});
const monitor = getMonitor() ?? expect.fail("the mocks have no monitor");
// The package is registered once a deployment, by whichever resource comes first: what was sent outlives each test.
const packages: { toObject(): object }[] = [];
const registerPackage = monitor.registerPackage.bind(monitor);
monitor.registerPackage = (request: Parameters<typeof registerPackage>[0], ...rest: unknown[]) => {
  packages.push(request);
  return Reflect.apply(registerPackage, monitor, [request, ...rest]);
};
const registerResource = vi.spyOn(monitor, "registerResource");

beforeEach(() => {
  vi.clearAllMocks();
});

function value<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply((found) => resolve(found)));
}

test("a resource names the package that its own provider is made from", async () => {
  await value(new Thing("a", { size: 1 }).id);
  await value(new Thing("b", { size: 1 }).id);
  const parameter = { remote: { url: "registry.example/a/test", version: "1.2.3" } };
  expect(packages.map((request) => request.toObject())).toMatchObject([
    {
      ...BRIDGE,
      parameterization: {
        name: "test",
        version: "1.2.3",
        value: Buffer.from(JSON.stringify(parameter)).toString("base64"),
      },
    },
  ]);
  const requests = registerResource.mock.calls.map(([request]) => request);
  expect(requests.map((request) => request.getPackageref())).toEqual(["mock-uuid", "mock-uuid"]);
});

test("the engine is told which outputs are secret, given or not", async () => {
  const thing = new Thing("a", { size: 1 });
  await value(thing.id);
  expect(registerResource.mock.calls[0]?.[0].getAdditionalsecretoutputsList()).toEqual(["token"]);
});

test("a secret input is secret before it leaves the program", async () => {
  const thing = new Thing("a", { size: 1, token: "canary" });
  expect(await pulumi.isSecret(thing.token)).toBe(true);
  expect(await pulumi.isSecret(thing.size)).toBe(false);
});

test("what the program leaves out is left to the provider", async () => {
  expect(await value(new Thing("a", { size: 1 }).url)).toBe("https://example.test");
  expect(newResource).toHaveBeenCalledWith(expect.objectContaining({ type: "test:index/thing:Thing", name: "a" }));
  expect(newResource.mock.calls[0]?.[0].inputs).toEqual({ size: 1 });
});

test("missing arguments are told at once; what is named, has a default or isn't served is not among them", () => {
  const make = Thing as unknown as new (name: string, args?: object) => unknown;
  expect(() => new make("a")).toThrow('test:index/thing:Thing "a" lacks size: give it in the program.');
});

test("arguments that are all optional may be left out", async () => {
  expect(await value(new Setting("a").id)).toBe("a-id");
});

test("what is there already is looked up by its id alone", async () => {
  expect(await value(Thing.get("found", "thing-1").id)).toBe("thing-1");
});

test("what is there already is looked up in the order of the generated class: id, what is known of it, options", async () => {
  const parent = new Setting("parent");
  const found = Thing.get("found", "thing-1", { size: 2 }, { parent });
  expect(await value(found.id)).toBe("thing-1");
  expect(newResource).toHaveBeenCalledWith(expect.objectContaining({ id: "thing-1", inputs: { size: 2 } }));
  expect(await value(found.urn)).toContain("Setting$test:index/thing:Thing::found");
});

test("a class knows its own, as a policy pack does", () => {
  const thing = new Thing("a", { size: 1 });
  expect(Thing.isInstance(thing)).toBe(true);
  expect(Setting.isInstance(thing)).toBe(false);
  expect(Thing.isInstance(undefined)).toBe(false);
  expect(Thing.__pulumiType).toBe("test:index/thing:Thing");
});

test("types are those of the table", () => {
  type Args = ConstructorParameters<typeof Thing>[1];
  expectTypeOf<Args["size"]>().toEqualTypeOf<pulumi.Input<number>>();
  expectTypeOf<keyof Args>().toEqualTypeOf<"name" | "size" | "kind" | "token">();
  expectTypeOf<{ size: 1 }>().toExtend<Args>();
  expectTypeOf<{ name: "a" }>().not.toExtend<Args>();
  expectTypeOf<Thing["kind"]>().toEqualTypeOf<pulumi.Output<"a" | "b">>();
  expectTypeOf<Thing["token"]>().toEqualTypeOf<pulumi.Output<string | undefined>>();
  expectTypeOf<Thing["url"]>().toEqualTypeOf<pulumi.Output<string>>();
});
