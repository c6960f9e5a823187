import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POSTGRES, type TemporaryRender, temporaryRender, WEB_SERVICE, WORKSPACES } from "./test-render.ts";

const [, { apiKey: OTHER_KEY }, { apiKey: STRANGER }] = WORKSPACES;

let render: TemporaryRender;
/** A path of everything that a workspace can have. */
const paths: string[] = [];
beforeAll(async () => {
  render = await temporaryRender();
  const project = await render.make("/projects", { ownerId: "tea-one", name: "live", environments: [] });
  const environment = await render.make("/environments", { projectId: project, name: "staging" });
  const login = { ownerId: "tea-one", name: "ghcr", registry: "GITHUB", username: "bot", authToken: "t" };
  const credential = await render.make("/registrycredentials", login);
  const postgres = await render.make("/postgres", POSTGRES);
  const service = await render.make("/services", {
    ...WEB_SERVICE,
    envVars: [{ key: "KEY", value: "v" }],
    secretFiles: [{ name: "file", content: "c" }],
  });
  await render.call("POST", `/services/${service}/custom-domains`, { name: "api.example.com" });
  await render.call("PUT", `/logs/streams/resource/${service}`, { setting: "drop" });
  paths.push(
    "/owners/tea-one",
    `/projects/${project}`,
    `/environments/${environment}`,
    `/registrycredentials/${credential}`,
    `/postgres/${postgres}`,
    `/postgres/${postgres}/connection-info`,
    `/services/${service}`,
    `/services/${service}/env-vars`,
    `/services/${service}/env-vars/KEY`,
    `/services/${service}/secret-files`,
    `/services/${service}/secret-files/file`,
    `/services/${service}/custom-domains`,
    `/services/${service}/custom-domains/api.example.com`,
    `/services/${service}/deploys`,
    `/notification-settings/overrides/services/${service}`,
    "/notification-settings/owners/tea-one",
    `/logs/streams/resource/${service}`,
  );
});
afterAll(() => render[Symbol.asyncDispose]());

test("both keys of a workspace see all of it, and the key of another one nothing", async () => {
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) {
    const own = await render.call("GET", path);
    expect([path, own.status]).toEqual([path, 200]);
    expect(await render.call("GET", path, undefined, OTHER_KEY)).toEqual(own);
    const answer = await render.call("GET", path, undefined, STRANGER);
    expect([path, answer]).toEqual([path, { status: 404, body: { message: expect.stringMatching(/^not found: /) } }]);
  }
});

test("nor may it change or delete anything", async () => {
  const single = paths.filter((path) =>
    /^\/(projects|environments|registrycredentials|postgres|services)\/[^/]+$/.test(path),
  );
  expect(single).toHaveLength(5);
  for (const path of single) {
    const login = { name: "ghcr", registry: "GITHUB", username: "bot", authToken: "t" };
    const change = path.startsWith("/registrycredentials") ? login : { name: "stolen" };
    expect([path, (await render.call("PATCH", path, change, STRANGER)).status]).toEqual([path, 404]);
    expect([path, (await render.call("DELETE", path, undefined, STRANGER)).status]).toEqual([path, 404]);
    expect([path, (await render.call("GET", path)).body]).not.toEqual([
      path,
      expect.objectContaining({ name: "stolen" }),
    ]);
  }
});

test("lists have what is the key's own, whatever is asked for", async () => {
  for (const list of ["projects", "registrycredentials", "postgres", "services"]) {
    expect((await render.call("GET", `/${list}?ownerId=tea-one`)).body).toHaveLength(1);
    expect([list, await render.call("GET", `/${list}`, undefined, STRANGER)]).toEqual([
      list,
      { status: 200, body: [] },
    ]);
    const asked = await render.call("GET", `/${list}?ownerId=tea-one`, undefined, STRANGER);
    expect([list, asked]).toEqual([list, { status: 200, body: [] }]);
  }
  const { body } = await render.call("GET", "/owners", undefined, STRANGER);
  expect(body).toMatchObject([{ owner: { id: "tea-two", name: "Two", type: "team" } }]);
});

describe("what names another workspace is refused", () => {
  test.each([
    ["/projects", { ownerId: "tea-two", name: "live", environments: [] }],
    ["/registrycredentials", { ownerId: "tea-two", name: "a", registry: "GITHUB", username: "b", authToken: "c" }],
    ["/postgres", { ...POSTGRES, ownerId: "tea-two" }],
    ["/services", { ...WEB_SERVICE, ownerId: "tea-two" }],
  ])("POST %s", async (path, body) => {
    expect(await render.call("POST", path, body)).toEqual({
      status: 400,
      body: { message: "Invalid request: `ownerId` is no workspace of this API key." },
    });
  });

  test("as the owner of an image, or of its login, or of an environment", async () => {
    const login = { ownerId: "tea-two", name: "a", registry: "GITHUB", username: "b", authToken: "c" };
    const registryCredentialId = await render.make("/registrycredentials", login, STRANGER);
    const project = { ownerId: "tea-two", name: "theirs", environments: [] };
    const projectId = await render.make("/projects", project, STRANGER);
    const environmentId = await render.make("/environments", { projectId, name: "theirs" }, STRANGER);
    for (const [wrong, sentence] of [
      [{ image: { ...WEB_SERVICE.image, ownerId: "tea-two" } }, /`image.ownerId` is not the workspace/],
      [{ image: { ...WEB_SERVICE.image, registryCredentialId } }, /no registry credential of this workspace/],
      [{ environmentId }, /no environment of this workspace/],
    ] as const) {
      const answer = await render.call("POST", "/services", { ...WEB_SERVICE, ...wrong });
      expect(answer).toMatchObject({ status: 400, body: { message: expect.stringMatching(sentence) } });
    }
  });
});

test.each([
  ["no key", {}],
  ["a key that there is none of", { authorization: "Bearer rnd_none" }],
  ["a key without `Bearer`", { authorization: "rnd_one" }],
])("%s is 401 with a message", async (_what, headers: Record<string, string>) => {
  const response = await fetch(`${render.url}/services`, { headers });
  expect([response.status, await response.json()]).toEqual([401, { message: expect.stringMatching(/^Unauthorized/) }]);
});
