import * as pulumi from "@pulumi/pulumi";
import { getMonitor } from "@pulumi/pulumi/runtime/index.js";
import { beforeEach, expect, test, vi } from "vitest";

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly id?: string | undefined;
}

let declared: Declared[] = [];

await pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs, id }) => {
    declared.push({ type, name, inputs, id });
    return { id: id || `${name}-id`, state: { ...inputs, url: "https://api.onrender.com" } };
  },
  call: ({ token }) => {
    throw new Error(`no test expects a call of ${token}`);
  },
});
const render = await import("./index.ts");
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
  declared = [];
});

function value<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply((found) => resolve(found)));
}

test("a resource registers under the vendor's token with what the program gives", async () => {
  const credential = new render.RegistryCredential("reader", {
    name: "reader",
    registry: "GITHUB",
    username: "somebody",
    authToken: "canary",
  });
  expect(await value(credential.id)).toBe("reader-id");
  expect(declared).toMatchObject([
    { type: "render:index/registryCredential:RegistryCredential", name: "reader", inputs: { registry: "GITHUB" } },
  ]);
});

test("every resource is of Render's own provider, which the engine makes by the bridge", async () => {
  const setting = new render.NotificationSetting("workspace");
  await value(setting.id);
  expect(registerResource.mock.lastCall?.[0].getPackageref()).toBe("mock-uuid");
  const parameter = { remote: { url: "registry.opentofu.org/render-oss/render", version: "1.9.1" } };
  expect(packages.map((request) => request.toObject())).toMatchObject([
    {
      name: "terraform-provider",
      version: "1.1.3",
      parameterization: {
        name: "render",
        version: "1.9.1",
        value: Buffer.from(JSON.stringify(parameter)).toString("base64"),
      },
    },
  ]);
});

test("a secret property is secret, whatever the program gives", async () => {
  const credential = new render.RegistryCredential("reader", {
    name: "reader",
    registry: "GITHUB",
    username: "somebody",
    authToken: "canary",
  });
  expect(await pulumi.isSecret(credential.authToken)).toBe(true);
  expect(await pulumi.isSecret(credential.username)).toBe(false);
});

test("how to connect is secret before anything is known of it", async () => {
  const database = new render.Postgres("database", { plan: "basic_256mb", region: "frankfurt", version: "18" });
  await value(database.id);
  expect(registerResource.mock.lastCall?.[0].getAdditionalsecretoutputsList()).toEqual([
    "datadogApiKey",
    "connectionInfo",
  ]);
});

test("what only Render knows is an output", async () => {
  const service = new render.WebService("api", {
    plan: "starter",
    region: "frankfurt",
    runtimeSource: { image: { imageUrl: "ghcr.io/live-listen/api", tag: "3f2a1b9" } },
  });
  expect(await value(service.url)).toBe("https://api.onrender.com");
  expect(render.WebService.isInstance(service)).toBe(true);
  expect(render.Postgres.isInstance(service)).toBe(false);
});

test("what is there already is looked up by its id, without arguments", async () => {
  const found = render.Postgres.get("found", "dpg-1");
  expect(await value(found.id)).toBe("dpg-1");
  expect(declared).toMatchObject([{ type: "render:index/postgres:Postgres", id: "dpg-1" }]);
});

test("arguments that are missing are told at once, by name", () => {
  const make = render.WebService as unknown as new (name: string, args: object) => unknown;
  expect(() => new make("api", { plan: "starter" })).toThrow(
    'render:index/webService:WebService "api" lacks region, runtimeSource: give it in the program.',
  );
});
