import { expect, test } from "vitest";
import { ask, deploy, makeProject } from "../test-deploy.ts";
import { ACCOUNTS, temporaryVercel } from "../test-vercel.ts";

test("an alias leads where it was set to last, until the next production deployment takes a domain", async () => {
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  await vercel.call("POST", `/v10/projects/${project}/domains`, { name: "app.one.test" });
  const first = await deploy(vercel, project, { "index.html": "one" });
  await deploy(vercel, project, { "index.html": "two" });
  const assign = (id: string, alias: string) => vercel.call("POST", `/v2/deployments/${id}/aliases`, { alias });
  expect((await assign(first.id, "App.One.test")).body).toMatchObject({
    alias: "app.one.test",
    oldDeploymentId: expect.stringMatching(/^dpl_/),
  });
  expect((await ask(vercel, "app.one.test")).text).toBe("one");
  await assign(first.id, "kept.one.test");
  expect((await vercel.call("GET", "/v13/deployments/kept.one.test")).body).toMatchObject({ id: first.id });
  await deploy(vercel, project, { "index.html": "three" });
  expect((await ask(vercel, "app.one.test")).text).toBe("three");
  expect((await ask(vercel, "kept.one.test")).text).toBe("one");
  expect((await ask(vercel, "kept.one.test")).headers).not.toHaveProperty("x-robots-tag");
  await vercel.call("DELETE", `/v13/deployments/${first.id}`);
  expect((await ask(vercel, "kept.one.test")).status).toBe(404);
});

test("a host name that isn't the team's is refused", async () => {
  await using vercel = await temporaryVercel();
  const own = await deploy(vercel, await makeProject(vercel, "web"), { "index.html": "one" });
  const project = { name: "web", projectSettings: {}, files: [{ file: "index.html", data: "theirs" }] };
  const [, { token }] = ACCOUNTS;
  const theirs = await vercel.call("POST", "/v13/deployments", { ...project, target: "production" }, token);
  const { id, url } = theirs.body as { id: string; url: string };
  await expect
    .poll(async () => (await vercel.call("GET", `/v13/deployments/${id}`, undefined, token)).body)
    .toMatchObject({ aliasAssigned: true });
  const assign = (alias: string) => vercel.call("POST", `/v2/deployments/${own.id}/aliases`, { alias });
  expect(await assign("app.two.test")).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
  expect(await assign("elsewhere.test")).toMatchObject({ status: 403 });
  expect(await assign("web-two.vercel.app")).toMatchObject({ status: 403, body: { error: { code: "alias_in_use" } } });
  expect(await assign(url)).toMatchObject({ status: 409 });
  expect(await assign("not a name")).toMatchObject({ status: 400 });
  expect((await vercel.call("DELETE", "/v2/aliases/web-two.vercel.app")).status).toBe(404);
  expect((await vercel.call("GET", "/v4/aliases")).body).toMatchObject({ aliases: [{ alias: "web-one.vercel.app" }] });
});

test("what isn't ready gets no alias", async () => {
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  vercel.faults.turn("deployment-fails", true);
  const { id } = await deploy(vercel, project, { "index.html": "one" });
  const answer = await vercel.call("POST", `/v2/deployments/${id}/aliases`, { alias: "app.one.test" });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: "bad_request" } } });
});
