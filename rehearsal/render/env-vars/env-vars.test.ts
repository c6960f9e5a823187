import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type TemporaryRender, temporaryRender } from "../test-render.ts";
import { makeService } from "../test-service.ts";

async function variablesOf(render: TemporaryRender, service: string): Promise<Record<string, string>> {
  const { body } = await render.call("GET", `${service}/env-vars?limit=100`);
  const page = body as { envVar: { key: string; value: string } }[];
  return Object.fromEntries(page.map(({ envVar }) => [envVar.key, envVar.value]));
}

test("a list takes the place of all there were, and a single one of its own", async () => {
  await using render = await temporaryRender();
  const service = await makeService(render, { envVars: [{ key: "A", value: "1" }] });
  const other = await makeService(render, { envVars: [{ key: "A", value: "of another" }] });
  await render.call("PUT", `${service}/env-vars`, [
    { key: "B", value: "2" },
    { key: "C", value: "" },
  ]);
  expect(await variablesOf(render, service)).toEqual({ B: "2", C: "" });
  expect((await render.call("PUT", `${service}/env-vars/B`, { value: "3" })).body).toEqual({ key: "B", value: "3" });
  expect((await render.call("DELETE", `${service}/env-vars/C`)).status).toBe(204);
  expect(await variablesOf(render, service)).toEqual({ B: "3" });
  for (const method of ["GET", "DELETE"]) {
    expect((await render.call(method, `${service}/env-vars/C`)).status).toBe(404);
  }
  expect(await variablesOf(render, other)).toEqual({ A: "of another" });
});

test("a value that Render makes is 32 bytes, and another one each time", async () => {
  await using render = await temporaryRender();
  const generated = [{ key: "A", generateValue: true }];
  const service = await makeService(render, { envVars: generated });
  const { A: first = "" } = await variablesOf(render, service);
  expect(Buffer.from(first, "base64")).toHaveLength(32);
  await render.call("PUT", `${service}/env-vars`, generated);
  expect((await variablesOf(render, service)).A).not.toBe(first);
});

test("pages go on after their cursors until there is an empty one", async () => {
  await using render = await temporaryRender();
  const keys = Array.from({ length: 45 }, (_, index) => `V${String(index).padStart(2, "0")}`);
  const service = await makeService(render, { envVars: keys.map((key) => ({ key, value: "x" })).reverse() });
  const pages: string[][] = [];
  for (let cursor = ""; ; ) {
    const { body } = await render.call("GET", `${service}/env-vars${cursor && `?cursor=${cursor}`}`);
    const page = body as { cursor: string; envVar: { key: string } }[];
    pages.push(page.map(({ envVar }) => envVar.key));
    const last = page.at(-1);
    if (!last) break;
    cursor = last.cursor;
  }
  expect(pages.map(({ length }) => length)).toEqual([20, 20, 5, 0]);
  expect(pages.flat()).toEqual(keys);
});

test.each([
  [[{ key: "1A", value: "canary" }], "`0.key` may have letters"],
  [[{ key: "A" }], "`0` must have either `value` or `generateValue`"],
  [[{ key: "A", value: "canary", generateValue: true }], "`0` must have either `value` or `generateValue`"],
  [[{ key: "A", value: 7 }], "`0.value` is wrong"],
  [[{ key: "A", value: "canary", secret: true }], "`0` has the unknown property `secret`"],
  [
    [
      { key: "A", value: "canary" },
      { key: "A", value: "2" },
    ],
    "the body has one key several times",
  ],
])("%j is refused: %s", async (body, reason) => {
  await using render = await temporaryRender();
  const service = await makeService(render, { envVars: [{ key: "KEPT", value: "1" }] });
  const answer = await render.call("PUT", `${service}/env-vars`, body);
  expect(answer).toEqual({ status: 400, body: { message: expect.stringContaining(`Invalid request: ${reason}`) } });
  expect(JSON.stringify(answer)).not.toContain("canary");
  expect(await variablesOf(render, service)).toEqual({ KEPT: "1" });
});

test("no value stands in plain text in the state", async () => {
  await using render = await temporaryRender();
  await makeService(render, {
    envVars: [{ key: "NAMED", value: "canary-value" }],
    secretFiles: [{ name: "file.pem", content: "canary-content" }],
  });
  const text = await readFile(join(render.options.stateDirectory, "render.json"), "utf8");
  expect(text).toContain("NAMED");
  expect(text).toContain("file.pem");
  expect(text).not.toContain("canary");
});
