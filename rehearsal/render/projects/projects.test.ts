import { expect, test } from "vitest";
import { z } from "zod";
import { type TemporaryRender, temporaryRender, WEB_SERVICE } from "../test-render.ts";

const made = z.object({ id: z.string(), environmentIds: z.array(z.string()) });

async function makeProject(render: TemporaryRender, environments: readonly object[]) {
  const project = { ownerId: "tea-one", name: "live-listen", environments };
  return made.parse((await render.call("POST", "/projects", project)).body);
}

test("a project is made together with its environments, which are as they were asked for", async () => {
  await using render = await temporaryRender();
  const { id, environmentIds } = await makeProject(render, [
    { name: "staging" },
    { name: "production", protectedStatus: "protected", networkIsolationEnabled: true },
  ]);
  const [staging, production] = environmentIds;
  const owner = { id: "tea-one", name: "One", type: "team" };
  expect((await render.call("GET", `/projects/${id}`)).body).toMatchObject({
    name: "live-listen",
    owner,
    environmentIds,
  });
  expect((await render.call("GET", `/environments/${staging}`)).body).toEqual({
    id: staging,
    projectId: id,
    name: "staging",
    protectedStatus: "unprotected",
    networkIsolationEnabled: false,
    databasesIds: [],
    serviceIds: [],
    redisIds: [],
    envGroupIds: [],
  });
  expect((await render.call("GET", `/environments/${production}`)).body).toMatchObject({
    protectedStatus: "protected",
    networkIsolationEnabled: true,
  });
  const { body } = await render.call("GET", `/environments?projectId=${id}&name=production`);
  expect(body).toMatchObject([{ environment: { id: production }, cursor: expect.any(String) }]);
});

test("a project and an environment are changed, and what isn't named stays", async () => {
  await using render = await temporaryRender();
  const { id, environmentIds } = await makeProject(render, [{ name: "staging", protectedStatus: "protected" }]);
  const [environment] = environmentIds;
  expect((await render.call("PATCH", `/projects/${id}`, { name: "other" })).body).toMatchObject({ id, name: "other" });
  expect((await render.call("PATCH", `/environments/${environment}`, { name: "stage" })).body).toMatchObject({
    name: "stage",
    protectedStatus: "protected",
  });
  expect((await render.call("GET", "/projects?name=other")).body).toMatchObject([{ project: { id } }]);
});

test("an environment is added later, and removed", async () => {
  await using render = await temporaryRender();
  const { id } = await makeProject(render, []);
  const environment = await render.make("/environments", { projectId: id, name: "preview" });
  expect((await render.call("GET", `/projects/${id}`)).body).toMatchObject({ environmentIds: [environment] });
  expect((await render.call("DELETE", `/environments/${environment}`)).status).toBe(204);
  expect((await render.call("GET", `/projects/${id}`)).body).toMatchObject({ environmentIds: [] });
  const orphan = await render.call("POST", "/environments", { projectId: "prj-none", name: "preview" });
  expect(orphan).toEqual({ status: 404, body: { message: "not found: prj-none" } });
});

test("services move into an environment, on to another one, and out of it", async () => {
  await using render = await temporaryRender();
  const { environmentIds } = await makeProject(render, [{ name: "staging" }, { name: "production" }]);
  const [staging = "", production = ""] = environmentIds;
  const id = await render.make("/services", WEB_SERVICE);
  const move = (environment: string) =>
    render.call("POST", `/environments/${environment}/resources`, { resourceIds: [id] });
  expect(await move(staging)).toMatchObject({ status: 200, body: { serviceIds: [id] } });
  expect((await render.call("GET", `/services/${id}`)).body).toMatchObject({ environmentId: staging });
  expect((await render.call("GET", `/services?environmentId=${staging}`)).body).toHaveLength(1);
  expect(await move(production)).toMatchObject({ status: 200, body: { serviceIds: [id] } });
  expect((await render.call("GET", `/environments/${staging}`)).body).toMatchObject({ serviceIds: [] });
  // Out of an environment that it is not in: nothing to do.
  await render.call("DELETE", `/environments/${staging}/resources?resourceIds=${id}`);
  expect((await render.call("GET", `/services/${id}`)).body).toMatchObject({ environmentId: production });
  const out = await render.call("DELETE", `/environments/${production}/resources?resourceIds=${id}`);
  expect(out.status).toBe(204);
  expect((await render.call("GET", `/services/${id}`)).body).not.toHaveProperty("environmentId");
});

test("of several resources none moves when one of them does not exist", async () => {
  await using render = await temporaryRender();
  const { environmentIds } = await makeProject(render, [{ name: "staging" }]);
  const id = await render.make("/services", WEB_SERVICE);
  const path = `/environments/${environmentIds[0]}/resources`;
  expect(await render.call("POST", path, { resourceIds: [id, "srv-none"] })).toEqual({
    status: 404,
    body: { message: "not found: srv-none" },
  });
  expect((await render.call("GET", `/services/${id}`)).body).not.toHaveProperty("environmentId");
});

test("neither a project nor an environment is deleted while something is in it", async () => {
  await using render = await temporaryRender();
  const { id, environmentIds } = await makeProject(render, [{ name: "staging" }]);
  const [environment] = environmentIds;
  const service = await render.make("/services", { ...WEB_SERVICE, environmentId: environment });
  const refusal = {
    status: 409,
    body: { message: expect.stringMatching(/^The environment "staging" is not empty: /) },
  };
  expect(await render.call("DELETE", `/projects/${id}`)).toEqual(refusal);
  expect(await render.call("DELETE", `/environments/${environment}`)).toEqual(refusal);
  await render.call("DELETE", `/services/${service}`);
  expect((await render.call("DELETE", `/projects/${id}`)).status).toBe(204);
  for (const path of [`/projects/${id}`, `/environments/${environment}`]) {
    expect((await render.call("GET", path)).status).toBe(404);
  }
});
