import { expect, test } from "vitest";
import { type TemporaryRender, temporaryRender } from "../test-render.ts";
import { makeService } from "../test-service.ts";

interface Deploy {
  readonly id: string;
  readonly status: string;
  readonly trigger: string;
  readonly image: { readonly ref: string; readonly sha?: string };
}

async function deploysOf(render: TemporaryRender, service: string, query = ""): Promise<readonly Deploy[]> {
  const { body } = await render.call("GET", `${service}/deploys${query}`);
  return (body as { deploy: Deploy }[]).map(({ deploy }) => deploy);
}

test("making a service deploys it, and each deploy takes the place of the one before", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render);
  const other = await makeService(render, { name: "other" });
  expect(await deploysOf(render, service)).toMatchObject([{ status: "live", image: { ref: "ghcr.io/example/api:1" } }]);
  await render.call("POST", `${service}/deploys`, {});
  const second = await render.call("POST", `${service}/deploys`, { imageUrl: "ghcr.io/example/api:2" });
  expect(second).toMatchObject({ status: 201, body: { status: "live", image: { ref: "ghcr.io/example/api:2" } } });
  const all = await deploysOf(render, service);
  expect(all.map(({ status, image }) => [status, image.ref.split(":")[1]])).toEqual([
    ["live", "2"],
    ["deactivated", "1"],
    ["deactivated", "1"],
  ]);
  expect((await deploysOf(render, service, "?status=live")).map(({ id }) => id)).toEqual([all[0]?.id]);
  expect(await deploysOf(render, service, "?status=live&status=deactivated")).toHaveLength(3);
  expect((await render.call("GET", `${other}/deploys/${all[0]?.id}`)).status).toBe(404);
  expect(await deploysOf(render, other)).toMatchObject([{ status: "live" }]);
});

test("what is deployed is another tag or digest of the service's own image, which stays what it is set to", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render);
  const digest = `sha256:${"0".repeat(64)}`;
  const made = await render.call("POST", `${service}/deploys`, { imageUrl: `ghcr.io/example/api@${digest}` });
  expect(made.body).toMatchObject({ image: { sha: digest } });
  const refused = await render.call("POST", `${service}/deploys`, { imageUrl: "ghcr.io/example/web:2" });
  expect(refused).toMatchObject({ status: 400, body: { message: expect.stringContaining("ghcr.io/example/api") } });
  expect(await deploysOf(render, service)).toHaveLength(2);
  expect((await render.call("GET", service)).body).toMatchObject({ imagePath: "ghcr.io/example/api:1" });
});

test("a rollback deploys again what a deploy had", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render);
  const [first] = await deploysOf(render, service);
  await render.call("POST", `${service}/deploys`, { imageUrl: "ghcr.io/example/api:2" });
  const back = await render.call("POST", `${service}/rollback`, { deployId: first?.id });
  expect(back).toMatchObject({
    status: 201,
    body: { status: "live", trigger: "rollback", image: { ref: "ghcr.io/example/api:1" } },
  });
  const unknown = await render.call("POST", `${service}/rollback`, { deployId: "dep-nothing" });
  expect(unknown).toEqual({ status: 404, body: { message: "not found: dep-nothing" } });
  expect(await deploysOf(render, service)).toHaveLength(3);
});

test.each([
  [{ imageUrl: "not an image" }, "`imageUrl` must be a reference to an image"],
  [{ commitId: "abc" }, "`commitId` is not served by this stand-in of Render"],
  [{ clearCache: "maybe" }, '`clearCache` must be one of "clear", "do_not_clear"'],
])("%j is refused: %s", async (body, reason) => {
  await using render = await temporaryRender();
  const service = await makeService(render);
  const answer = await render.call("POST", `${service}/deploys`, body);
  expect(answer).toEqual({ status: 400, body: { message: expect.stringContaining(reason) } });
  expect(await deploysOf(render, service)).toHaveLength(1);
});
