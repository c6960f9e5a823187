import { expect, test } from "vitest";
import { type TemporaryVercel, temporaryVercel } from "../test-vercel.ts";

const URL = { key: "URL", value: "https://api.test", type: "encrypted", target: ["production", "preview"] };

async function vercelWithProject(): Promise<TemporaryVercel> {
  const vercel = await temporaryVercel();
  await vercel.call("POST", "/v10/projects", { name: "web" });
  return vercel;
}

async function add(vercel: TemporaryVercel, body: object): Promise<string> {
  const answer = await vercel.call("POST", "/v10/projects/web/env", body);
  expect(answer.status).toBe(201);
  return (answer.body as { created: { id: string } }).created.id;
}

test.each([
  ["plain", true, true],
  ["encrypted", false, true],
  ["sensitive", false, false],
])("a value of type %s: told at once %s, when asked for %s", async (type, atOnce, asked) => {
  await using vercel = await vercelWithProject();
  const id = await add(vercel, { ...URL, type });
  const told = (found: unknown) => (found as { value: string }).value === URL.value;
  const first = (body: unknown) => (body as { envs: unknown[] }).envs[0];
  expect(told(first((await vercel.call("GET", "/v10/projects/web/env")).body))).toBe(atOnce);
  expect(told(first((await vercel.call("GET", "/v8/projects/web/env?decrypt=true")).body))).toBe(asked);
  const alone = (await vercel.call("GET", `/v10/projects/web/env/${id}`)).body;
  expect(told(alone)).toBe(asked);
  expect(alone).toMatchObject({ decrypted: asked, type });
});

test("a key is there once for each environment and branch, unless it may be replaced", async () => {
  await using vercel = await vercelWithProject();
  const id = await add(vercel, URL);
  const again = { ...URL, target: ["preview"], value: "https://other.test" };
  const refused = await vercel.call("POST", "/v10/projects/web/env", again);
  expect(refused).toMatchObject({ status: 400, body: { error: { code: "ENV_CONFLICT", envVarKey: "URL" } } });
  expect(JSON.stringify(refused.body)).not.toContain("test");
  await add(vercel, { ...again, target: ["development"] });
  await add(vercel, { ...again, gitBranch: "next" });
  const replaced = await vercel.call("POST", "/v10/projects/web/env?upsert=true", again);
  expect(replaced).toMatchObject({ status: 201, body: { created: { id } } });
  expect((await vercel.call("GET", `/v10/projects/web/env/${id}`)).body).toMatchObject({ value: "https://other.test" });
});

test("several are added at once, all or none", async () => {
  await using vercel = await vercelWithProject();
  const other = { ...URL, key: "OTHER" };
  expect((await vercel.call("POST", "/v10/projects/web/env", [other, URL, URL])).status).toBe(400);
  expect((await vercel.call("GET", "/v10/projects/web/env")).body).toMatchObject({ envs: [] });
  const { body } = await vercel.call("POST", "/v10/projects/web/env", [other, URL]);
  expect(body).toMatchObject({ created: [{ key: "OTHER" }, { key: "URL" }], failed: [] });
});

test("a change can't move a variable to where another is, nor make a sensitive one readable", async () => {
  await using vercel = await vercelWithProject();
  await add(vercel, { ...URL, target: ["production"] });
  const id = await add(vercel, { ...URL, target: ["preview"], type: "sensitive" });
  const path = `/v10/projects/web/env/${id}`;
  expect((await vercel.call("PATCH", path, { target: ["production"] })).status).toBe(400);
  expect((await vercel.call("PATCH", path, { type: "plain" })).status).toBe(400);
  expect((await vercel.call("PATCH", path, { target: "development" })).status).toBe(400);
  expect((await vercel.call("PATCH", path, { comment: "mine" })).body).toMatchObject({
    comment: "mine",
    target: ["preview"],
  });
});

test.each([
  [{ ...URL, key: "A-B" }, "`key` may have"],
  [{ ...URL, target: [] }, "`target` must name an environment"],
  [{ ...URL, type: "sensitive", target: ["development"] }, "a sensitive variable can't be for `development`"],
  [{ ...URL, customEnvironmentIds: ["env_1"] }, "`customEnvironmentIds` names custom environments"],
  [{ ...URL, colour: "red" }, "unknown property `colour`"],
])("%j is refused: %s", async (body, reason) => {
  await using vercel = await vercelWithProject();
  const answer = await vercel.call("POST", "/v10/projects/web/env", body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(reason);
  expect(JSON.stringify(answer.body)).not.toContain(URL.value);
});

test("a variable of another project is not found", async () => {
  await using vercel = await vercelWithProject();
  const id = await add(vercel, URL);
  await vercel.call("POST", "/v10/projects", { name: "docs" });
  expect((await vercel.call("GET", `/v10/projects/docs/env/${id}`)).status).toBe(404);
  expect((await vercel.call("DELETE", `/v8/projects/docs/env/${id}`)).status).toBe(404);
  expect((await vercel.call("DELETE", `/v8/projects/web/env/${id}`)).status).toBe(200);
  expect((await vercel.call("DELETE", `/v8/projects/web/env/${id}`)).status).toBe(404);
});
