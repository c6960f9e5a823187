import { expect, test } from "vitest";
import { temporaryRender, WEB_SERVICE } from "../test-render.ts";

test("a service begins with what its workspace says, and has its own once that is set", async () => {
  await using render = await temporaryRender();
  const [id, other] = [await render.make("/services", WEB_SERVICE), await render.make("/services", WEB_SERVICE)];
  const pathOf = (service: string) => `/notification-settings/overrides/services/${service}`;
  const inherited = { notificationsToSend: "default", previewNotificationsEnabled: "default" };
  // Render's own provider sends nothing when nothing is set.
  expect((await render.call("PATCH", pathOf(id), {})).body).toEqual({ serviceId: id, ...inherited });
  const changed = await render.call("PATCH", pathOf(id), { notificationsToSend: "failure" });
  expect(changed.body).toEqual({ serviceId: id, ...inherited, notificationsToSend: "failure" });
  expect((await render.call("GET", pathOf(id))).body).toEqual(changed.body);
  expect((await render.call("GET", pathOf(other))).body).toEqual({ serviceId: other, ...inherited });
  expect((await render.call("PATCH", pathOf(id), { notificationsToSend: "loud" })).status).toBe(400);
});

test("a workspace has settings of its own from the start", async () => {
  await using render = await temporaryRender();
  const path = "/notification-settings/owners/tea-one";
  const before = (await render.call("GET", path)).body;
  expect(before).toMatchObject({ ownerId: "tea-one", emailEnabled: true, slackEnabled: false });
  const changed = await render.call("PATCH", path, { emailEnabled: false });
  expect(changed.body).toEqual({ ...(before as object), emailEnabled: false });
  expect((await render.call("GET", path)).body).toEqual(changed.body);
});
