import { expect, test } from "vitest";
import { temporaryRender, WEB_SERVICE } from "../test-render.ts";

const login = { ownerId: "tea-one", name: "ghcr", registry: "GITHUB", username: "bot", authToken: "canary" };

test("a login is made, changed, listed and deleted, and its token is never answered", async () => {
  await using render = await temporaryRender();
  const made = await render.call("POST", "/registrycredentials", login);
  // Render's own provider takes no other status.
  expect(made.status).toBe(200);
  const { body } = await render.call("GET", "/registrycredentials?name=ghcr&type=GITHUB");
  expect(body).toEqual([made.body]);
  const id = (made.body as { id: string }).id;
  const { ownerId: _, ...change } = { ...login, username: "robot", authToken: "canary-2" };
  const changed = await render.call("PATCH", `/registrycredentials/${id}`, change);
  expect(changed).toMatchObject({ status: 200, body: { id, name: "ghcr", registry: "GITHUB", username: "robot" } });
  expect((await render.call("GET", `/registrycredentials/${id}`)).body).toEqual(changed.body);
  expect(JSON.stringify([made, body, changed])).not.toContain("canary");
  expect((await render.call("DELETE", `/registrycredentials/${id}`)).status).toBe(204);
  expect((await render.call("GET", `/registrycredentials/${id}`)).status).toBe(404);
});

test("a service loses a login that is deleted", async () => {
  await using render = await temporaryRender();
  const registryCredentialId = await render.make("/registrycredentials", login);
  const image = { ...WEB_SERVICE.image, registryCredentialId };
  const service = await render.make("/services", { ...WEB_SERVICE, image });
  const registryCredential = { id: registryCredentialId, name: "ghcr" };
  expect((await render.call("GET", `/services/${service}`)).body).toMatchObject({ registryCredential });
  await render.call("DELETE", `/registrycredentials/${registryCredentialId}`);
  expect((await render.call("GET", `/services/${service}`)).body).not.toHaveProperty("registryCredential");
});

test("a token that is empty is refused without being told", async () => {
  await using render = await temporaryRender();
  expect(await render.call("POST", "/registrycredentials", { ...login, authToken: "" })).toEqual({
    status: 400,
    body: { message: "Invalid request: `authToken` must not be empty." },
  });
  const wrong = await render.call("POST", "/registrycredentials", { ...login, registry: "canary" });
  expect(JSON.stringify(wrong)).toMatch(/`registry` must be one of/);
  expect(JSON.stringify(wrong)).not.toContain("canary");
});
