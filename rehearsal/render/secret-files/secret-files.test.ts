import { expect, test } from "vitest";
import { temporaryRender } from "../test-render.ts";
import { makeService } from "../test-service.ts";

test("a list takes the place of all there were, null is an empty one, and a single file of its own", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render, { secretFiles: [{ name: "a", content: "1" }] });
  const list = () => render.call("GET", `${service}/secret-files`);
  const file = (name: string, content: string) => ({ cursor: expect.any(String), secretFile: { name, content } });
  expect((await list()).body).toEqual([file("a", "1")]);
  const put = await render.call("PUT", `${service}/secret-files`, [
    { name: "c", content: "3" },
    { name: "b", content: "2" },
  ]);
  expect(put.body).toEqual([file("b", "2"), file("c", "3")]);
  await render.call("PUT", `${service}/secret-files/c`, { content: "4" });
  await render.call("DELETE", `${service}/secret-files/b`);
  expect((await list()).body).toEqual([file("c", "4")]);
  expect((await render.call("GET", `${service}/secret-files/b`)).status).toBe(404);
  expect((await render.call("PUT", `${service}/secret-files`, null)).body).toEqual([]);
  expect((await list()).body).toEqual([]);
});

test("a name is that of a file and no path", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render);
  const answer = await render.call("PUT", `${service}/secret-files`, [{ name: "../a", content: "canary" }]);
  expect(answer.status).toBe(400);
  expect((await render.call("PUT", `${service}/secret-files/..%2Fa`, { content: "canary" })).status).toBe(400);
  expect(JSON.stringify(answer)).not.toContain("canary");
});
