import { expect, test } from "vitest";
import { temporaryVercel } from "../test-vercel.ts";

test("a name is taken once in a team, also by a change", async () => {
  await using vercel = await temporaryVercel();
  await vercel.call("POST", "/v8/projects", { name: "web" });
  await vercel.call("POST", "/v8/projects", { name: "docs" });
  const conflict = {
    status: 409,
    body: { error: { code: "conflict", message: 'The team has a project "web" already.' } },
  };
  expect(await vercel.call("POST", "/v8/projects", { name: "web" })).toEqual(conflict);
  expect(await vercel.call("PATCH", "/v9/projects/docs", { name: "web" })).toEqual(conflict);
  expect((await vercel.call("PATCH", "/v9/projects/web", { name: "web" })).status).toBe(200);
  expect((await vercel.call("PATCH", "/v9/projects/docs", { name: "site" })).body).toMatchObject({ name: "site" });
});

test.each([
  [{}, "`name` is missing"],
  [{ name: "Web" }, "`name` may have lowercase letters, digits, `.`, `_` and `-`, and no `---`"],
  [{ name: "web", colour: "red" }, "the body has the unknown property `colour`"],
  [{ name: "web", autoAssignCustomDomains: false }, "the body has the unknown property `autoAssignCustomDomains`"],
  [{ name: "web", ssoProtection: { deploymentType: "some" } }, "`ssoProtection.deploymentType` must be one of"],
  [
    { name: "web", resourceConfig: { functionDefaultTimeout: 5000 } },
    "`resourceConfig.functionDefaultTimeout` must be at most 900",
  ],
  [
    { name: "web", environmentVariables: [{ key: "1", value: "secret" }] },
    "`environmentVariables.0.key` may have letters",
  ],
  [{ name: ["web"] }, "`name` is wrong (Invalid input: expected string, received array)"],
])("%j is refused: %s", async (body, reason) => {
  await using vercel = await temporaryVercel();
  const answer = await vercel.call("POST", "/v11/projects", body);
  expect(answer).toMatchObject({ status: 400, body: { error: { code: "bad_request" } } });
  expect(JSON.stringify(answer.body)).toContain(`Invalid request: ${JSON.stringify(reason).slice(1, -1)}`);
  expect(JSON.stringify(answer.body)).not.toContain("secret");
  expect((await vercel.call("GET", "/v10/projects")).body).toMatchObject({ projects: [] });
});

test("a body that is no JSON, and a path or a version that is not served", async () => {
  await using vercel = await temporaryVercel();
  const headers = { authorization: "Bearer token-of-one" };
  const answer = await fetch(`${vercel.url}/v8/projects`, { method: "POST", headers, body: "{" });
  expect(await answer.json()).toEqual({
    error: { code: "bad_request", message: "Invalid request: the body is no JSON." },
  });
  expect((await vercel.call("GET", "/v1/projects")).status).toBe(404);
  expect(await vercel.call("GET", "/v1/edge-config")).toMatchObject({
    status: 404,
    body: { error: { code: "not_found" } },
  });
});

test("a change leaves alone what it doesn't name, and null takes away", async () => {
  await using vercel = await temporaryVercel();
  await vercel.call("POST", "/v8/projects", { name: "web", outputDirectory: "dist", buildCommand: "make" });
  const changed = await vercel.call("PATCH", "/v9/projects/web", {
    ssoProtection: null,
    buildCommand: null,
    passwordProtection: { deploymentType: "all", password: "hidden" },
    resourceConfig: { buildMachineType: "elastic" },
  });
  expect(changed.body).toMatchObject({
    outputDirectory: "dist",
    buildCommand: null,
    ssoProtection: null,
    passwordProtection: { deploymentType: "all" },
    resourceConfig: { buildMachineSelection: "elastic", functionDefaultRegions: ["iad1"] },
  });
  expect(JSON.stringify(changed.body)).not.toContain("hidden");
});

test("how long deployments stay is told in days, and set in words", async () => {
  await using vercel = await temporaryVercel();
  await vercel.call("POST", "/v8/projects", { name: "web" });
  const before = {
    expirationDays: 180,
    expirationDaysProduction: 365,
    expirationDaysCanceled: 30,
    expirationDaysErrored: 90,
  };
  expect((await vercel.call("GET", "/v2/projects/web")).body).toMatchObject({ deploymentExpiration: before });
  const wanted = {
    expiration: "1w",
    expirationProduction: "unlimited",
    expirationCanceled: "1d",
    expirationErrored: "2m",
  };
  const path = "/v9/projects/web/deployment-expiration";
  expect((await vercel.call("PATCH", path, wanted)).body).toEqual({ deploymentExpiration: wanted });
  const after = {
    expirationDays: 7,
    expirationDaysProduction: 36_500,
    expirationDaysCanceled: 1,
    expirationDaysErrored: 60,
  };
  expect((await vercel.call("GET", "/v2/projects/web")).body).toMatchObject({ deploymentExpiration: after });
  expect((await vercel.call("PATCH", path, { ...wanted, expiration: "2w" })).status).toBe(400);
});

test("with a project go its variables and domains", async () => {
  await using vercel = await temporaryVercel();
  const variable = { key: "A", value: "1", type: "plain", target: ["production"] };
  await vercel.call("POST", "/v8/projects", { name: "web", environmentVariables: [variable] });
  await vercel.call("POST", "/v10/projects/web/domains", { name: "one.test" });
  expect((await vercel.call("DELETE", "/v8/projects/web")).status).toBe(204);
  expect((await vercel.call("DELETE", "/v8/projects/web")).status).toBe(404);
  await vercel.call("POST", "/v8/projects", { name: "web" });
  expect((await vercel.call("GET", "/v8/projects/web/env")).body).toMatchObject({ envs: [] });
  expect((await vercel.call("POST", "/v10/projects/web/domains", { name: "one.test" })).status).toBe(200);
});

test("lists come in pages, newest first, without a gap", async () => {
  await using vercel = await temporaryVercel();
  for (const name of ["a", "b", "c", "d", "e"]) await vercel.call("POST", "/v8/projects", { name });
  const names: string[] = [];
  for (let until = ""; ; ) {
    const { body } = await vercel.call("GET", `/v9/projects?limit=2${until && `&until=${until}`}`);
    const page = body as { projects: { name: string }[]; pagination: { next: number | null } };
    names.push(...page.projects.map(({ name }) => name));
    if (page.pagination.next === null) break;
    until = String(page.pagination.next);
  }
  expect(names).toEqual(["e", "d", "c", "b", "a"]);
  expect((await vercel.call("GET", "/v9/projects?limit=0")).status).toBe(400);
});
