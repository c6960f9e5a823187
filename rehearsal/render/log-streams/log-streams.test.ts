import { expect, test } from "vitest";
import { POSTGRES, temporaryRender, WEB_SERVICE } from "../test-render.ts";

test("a resource has no override until it is set, and none once that is taken away or the resource is gone", async () => {
  await using render = await temporaryRender();
  for (const id of [await render.make("/services", WEB_SERVICE), await render.make("/postgres", POSTGRES)]) {
    const path = `/logs/streams/resource/${id}`;
    const none = { status: 404, body: { message: `not found: ${id}` } };
    expect(await render.call("GET", path)).toEqual(none);
    const override = { setting: "send", endpoint: "logs.example.com:6514" };
    const set = await render.call("PUT", path, { ...override, token: "canary" });
    expect(set).toEqual({ status: 200, body: { resourceId: id, ...override } });
    expect(await render.call("GET", path)).toEqual(set);
    expect((await render.call("PUT", path, { setting: "drop" })).body).toEqual({ resourceId: id, setting: "drop" });
    expect((await render.call("DELETE", path)).status).toBe(204);
    expect(await render.call("GET", path)).toEqual(none);
    await render.call("PUT", path, { setting: "drop" });
    await render.call("DELETE", id.startsWith("srv") ? `/services/${id}` : `/postgres/${id}`);
    expect(await render.call("GET", path)).toEqual(none);
  }
});
