import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Render, serveRender } from "@live-listen/rehearsal/render";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultOf } from "../test-fault.ts";
import { RenderClient } from "./client.ts";
import { findCustomDomain, verifyCustomDomain } from "./custom-domain.ts";
import { findByName } from "./find.ts";
import { findOwner } from "./owner.ts";
import { findPostgres } from "./postgres.ts";

const ownerId = "tea-one";
const image = { imagePath: "ghcr.io/example/api:1", ownerId };
let folder: string;
let render: Render;
let client: RenderClient;
let leadsHere = false;

async function make(path: string, body: object, apiKey = "canary-one"): Promise<unknown> {
  const response = await fetch(`${render.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response.json();
}

async function makeService(name: string, owner = ownerId, apiKey?: string): Promise<string> {
  const body = { type: "web_service", name, ownerId: owner, image: { ...image, ownerId: owner } };
  const made = await make("/services", { ...body, serviceDetails: { runtime: "image" } }, apiKey);
  return (made as { service: { id: string } }).service.id;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "live-listen-render-"));
  // As root, the Postgres servers run as another user.
  await chmod(folder, 0o755);
  render = await serveRender({
    stateDirectory: join(folder, "state"),
    postgres: { dataDirectory: join(folder, "postgres"), settings: { fsync: "off" } },
    workspaces: [
      { ownerId, name: "One", apiKey: "canary-one" },
      { ownerId: "tea-two", name: "Two", apiKey: "canary-two" },
    ],
    verifyDomain: async () => leadsHere,
  });
  client = new RenderClient({ url: render.url, apiKey: "canary-one" });
});
afterAll(async () => {
  await render?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

test("a key sees its own workspace and no other", async () => {
  expect(await findOwner(client, ownerId)).toMatchObject({ id: ownerId, name: "One" });
  expect(await findOwner(client, "tea-two")).toBeUndefined();
  const stranger = new RenderClient({ url: render.url, apiKey: "canary-of-a-stranger" });
  expect(await faultOf(findOwner(stranger, ownerId))).toMatch(/^Render refuses the API key .* with 401/);
});

test("things are found by kind and name, those of another workspace are not", async () => {
  const service = await makeService("api");
  await makeService("api", "tea-two", "canary-two");
  const project = (await make("/projects", { name: "api", ownerId, environments: [{ name: "staging" }] })) as {
    id: string;
  };
  const login = { ownerId, name: "api", registry: "GITHUB", username: "somebody", authToken: "token" };
  const credentials = [await make("/registrycredentials", login), await make("/registrycredentials", login)];

  expect(await findByName(client, "webService", ownerId, "api")).toEqual([service]);
  expect(await findByName(client, "project", ownerId, "api")).toEqual([project.id]);
  const ids = credentials.map((one) => (one as { id: string }).id);
  expect([...(await findByName(client, "registryCredential", ownerId, "api"))].sort()).toEqual(ids.sort());
  expect(await findByName(client, "postgres", ownerId, "api")).toEqual([]);
  expect(await findByName(client, "webService", ownerId, "ap")).toEqual([]);
});

test("a Postgres instance tells its state, and is found by name", async () => {
  const asked = { name: "main", ownerId, plan: "basic_256mb", version: "18", databaseName: "app", databaseUser: "app" };
  const { id } = (await make("/postgres", asked)) as { id: string };
  expect(await findByName(client, "postgres", ownerId, "main")).toEqual([id]);
  await expect.poll(async () => (await findPostgres(client, id))?.status, { timeout: 30_000 }).toBe("available");
  expect(await findPostgres(client, id)).toMatchObject({
    name: "main",
    plan: "basic_256mb",
    version: "18",
    region: "oregon",
    databaseName: expect.stringMatching(/^app/),
  });
  expect(await findPostgres(client, "dpg-nothing")).toBeUndefined();
});

test("a custom domain is looked at again when asked to", async () => {
  const service = await makeService("named");
  await make(`/services/${service}/custom-domains`, { name: "api.one.test" });
  expect(await findCustomDomain(client, service, "api.one.test")).toMatchObject({ verificationStatus: "unverified" });
  leadsHere = true;
  await verifyCustomDomain(client, service, "api.one.test");
  expect(await findCustomDomain(client, service, "api.one.test")).toMatchObject({ verificationStatus: "verified" });
  expect(await findCustomDomain(client, service, "other.one.test")).toBeUndefined();
});
