import { expect, test } from "vitest";
import { temporaryRender, WEB_SERVICE, WORKSPACES } from "../test-render.ts";
import { makeService } from "../test-service.ts";

const [{ ownerId }] = WORKSPACES;

test("several services may have one name, and each has a host of its own", async () => {
  await using render = await temporaryRender();
  const paths = [await makeService(render), await makeService(render, { name: "API" }), await makeService(render)];
  const { body } = await render.call("GET", `/services?name=api&ownerId=${ownerId}&type=web_service`);
  const found = (body as { service: { id: string; slug: string } }[]).map(({ service }) => service);
  expect(found.map(({ id }) => `/services/${id}`)).toEqual([paths[2], paths[0]]);
  expect(found[1]?.slug).toBe("api");
  expect(found[0]?.slug).toMatch(/^api-[0-9a-v]{4}$/);
  expect((await render.call("GET", "/services?type=cron_job")).body).toEqual([]);
});

test("a service of which little is said has Render's defaults", async () => {
  await using render = await temporaryRender();
  expect((await render.call("GET", await makeService(render))).body).toMatchObject({
    type: "web_service",
    rootDir: "",
    serviceDetails: {
      plan: "starter",
      region: "oregon",
      numInstances: 1,
      maxShutdownDelaySeconds: 30,
      previews: { generation: "off" },
      ipAllowList: [{ cidrBlock: "0.0.0.0/0", description: "everywhere" }],
      envSpecificDetails: { dockerCommand: "", preDeployCommand: "" },
      url: "https://api.onrender.com",
    },
  });
});

test("a change leaves alone what it doesn't name, and empties what it empties", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render, {
    serviceDetails: {
      runtime: "image",
      region: "frankfurt",
      numInstances: 3,
      healthCheckPath: "/healthz",
      preDeployCommand: "migrate",
      maxShutdownDelaySeconds: 60,
      envSpecificDetails: { dockerCommand: "serve" },
    },
  });
  const changed = await render.call("PATCH", service, {
    name: "renamed",
    serviceDetails: { plan: "standard", preDeployCommand: "", previews: {}, ipAllowList: [] },
  });
  expect(changed).toMatchObject({
    status: 200,
    body: {
      name: "renamed",
      slug: "api",
      imagePath: WEB_SERVICE.image.imagePath,
      serviceDetails: {
        plan: "standard",
        region: "frankfurt",
        numInstances: 3,
        healthCheckPath: "/healthz",
        maxShutdownDelaySeconds: 60,
        previews: { generation: "off" },
        ipAllowList: [],
        envSpecificDetails: { dockerCommand: "serve", preDeployCommand: "" },
      },
    },
  });
  expect((await render.call("GET", service)).body).toEqual(changed.body);
});

test("a login at a registry is one of the workspace's own, and gone from the service when it is deleted", async () => {
  await using render = await temporaryRender();
  const login = { name: "ghcr", registry: "GITHUB", username: "bot", authToken: "canary" };
  const own = (await render.call("POST", "/registrycredentials", { ...login, ownerId })).body as { id: string };
  const two = WORKSPACES[2];
  const foreign = (await render.call("POST", "/registrycredentials", { ...login, ownerId: two.ownerId }, two.apiKey))
    .body as { id: string };
  const withLogin = (registryCredentialId: string) => ({ image: { ...WEB_SERVICE.image, registryCredentialId } });
  const service = await makeService(render, withLogin(own.id));
  for (const id of [foreign.id, "rgc-nothing"]) {
    expect((await render.call("POST", "/services", { ...WEB_SERVICE, ...withLogin(id) })).status).toBe(400);
    expect((await render.call("PATCH", service, withLogin(id))).status).toBe(400);
  }
  expect((await render.call("GET", service)).body).toMatchObject({ registryCredential: { id: own.id, name: "ghcr" } });
  await render.call("DELETE", `/registrycredentials/${own.id}`);
  expect((await render.call("GET", service)).body).not.toHaveProperty("registryCredential");
});

test.each([
  [{ name: "" }, "`name` must not be empty"],
  [{ type: "cron_job" }, '`type` must be one of "web_service"'],
  [{ repo: "https://example.com/a" }, "`repo` is not served by this stand-in of Render"],
  [{ colour: "red" }, "the body has the unknown property `colour`"],
  [{ image: undefined }, "`image` is missing"],
  [{ image: { ...WEB_SERVICE.image, imagePath: "ghcr.io/Example Api" } }, "`image.imagePath` must be a reference"],
  [{ image: { ...WEB_SERVICE.image, ownerId: "tea-two" } }, "`image.ownerId` is not the workspace of the service"],
  [{ ownerId: "tea-two" }, "`ownerId` is no workspace of this API key"],
  [{ environmentId: "evm-nothing" }, "`environmentId` is no environment of this workspace"],
  [{ serviceDetails: { runtime: "node" } }, '`serviceDetails.runtime` must be one of "image"'],
  [{ serviceDetails: { runtime: "image", plan: "free" } }, "`serviceDetails.plan` must be one of"],
  [
    { serviceDetails: { runtime: "image", maxShutdownDelaySeconds: 301 } },
    "`serviceDetails.maxShutdownDelaySeconds` must be at most 300",
  ],
  [{ serviceDetails: { runtime: "image", numInstances: 0 } }, "`serviceDetails.numInstances` must be at least 1"],
  [{ serviceDetails: { runtime: "image", disk: {} } }, "`serviceDetails.disk` is not served by this stand-in"],
  [{ envVars: [{ key: "A", value: 1 }] }, "`envVars.0.value` is wrong"],
])("%j is refused, and nothing is made: %s", async (given, reason) => {
  await using render = await temporaryRender();
  const answer = await render.call("POST", "/services", { ...WEB_SERVICE, ...given });
  expect(answer).toEqual({ status: 400, body: { message: expect.stringContaining(`Invalid request: ${reason}`) } });
  expect((await render.call("GET", "/services")).body).toEqual([]);
});

test("what can't be changed later is refused in a change", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render);
  for (const serviceDetails of [{ region: "ohio" }, { numInstances: 2 }]) {
    expect((await render.call("PATCH", service, { serviceDetails })).status).toBe(400);
  }
  expect((await render.call("POST", `${service}/scale`, { numInstances: 101 })).status).toBe(400);
  const off = { enabled: false, percentage: 50 };
  const autoscaling = { enabled: true, min: 3, max: 2, criteria: { cpu: off, memory: off } };
  expect((await render.call("PUT", `${service}/autoscaling`, autoscaling)).body).toEqual({
    message: "Invalid request: `max` must not be less than `min`.",
  });
});

test("with a service goes all that belongs to it", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render, { envVars: [{ key: "A", value: "1" }] });
  await render.call("POST", `${service}/custom-domains`, { name: "api.one.test" });
  await render.call("PUT", `/logs/streams/resource/${service.split("/")[2]}`, { setting: "drop" });
  expect((await render.call("DELETE", service)).status).toBe(204);
  for (const part of ["", "/env-vars", "/secret-files", "/custom-domains", "/deploys"]) {
    expect((await render.call("GET", `${service}${part}`)).status).toBe(404);
  }
  expect((await render.call("DELETE", service)).status).toBe(404);
});
