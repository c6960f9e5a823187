import { expect, onTestFinished, test } from "vitest";
import { paceOf } from "../../pace.ts";
import { ask, deploy, makeProject, settled } from "../test-deploy.ts";
import { type TemporaryVercel, temporaryVercel } from "../test-vercel.ts";

const DOMAINS = ["app.one.test", "www.one.test"];

async function serving(changes: object = {}, options: Parameters<typeof temporaryVercel>[0] = {}) {
  const vercel = await temporaryVercel(options);
  onTestFinished(() => vercel[Symbol.asyncDispose]());
  const project = await makeProject(vercel, "web", changes);
  for (const name of DOMAINS) await vercel.call("POST", `/v10/projects/${project}/domains`, { name });
  const release = (text: string, more: object = {}) => deploy(vercel, project, { "index.html": text }, more);
  const served = async () => (await Promise.all(DOMAINS.map((name) => ask(vercel, name)))).map(({ text }) => text);
  const assigns = async () => {
    const { body } = await vercel.call("GET", `/v9/projects/${project}`);
    return (body as { autoAssignCustomDomains: boolean }).autoAssignCustomDomains;
  };
  return { vercel, project, release, served, assigns };
}

function promote({ call }: TemporaryVercel, project: string, id: string) {
  return call("POST", `/v10/projects/${project}/promote/${id}`);
}

function rollBack({ call }: TemporaryVercel, project: string, id: string) {
  return call("POST", `/v1/projects/${project}/rollback/${id}`);
}

test("all domains of a project lead to its latest production deployment, and to no preview", async () => {
  const { release, served } = await serving();
  await release("one");
  expect(await served()).toEqual(["one", "one"]);
  await release("a preview", { target: "preview" });
  expect(await served()).toEqual(["one", "one"]);
  const { readySubstate } = await release("two");
  expect(readySubstate).toBe("PROMOTED");
  expect(await served()).toEqual(["two", "two"]);
});

test("where domains aren't assigned by themselves, a deployment is staged until it is promoted, which turns that on", async () => {
  const { vercel, project, release, served, assigns } = await serving({ autoAssignCustomDomains: false });
  const first = await release("one");
  expect(first).toMatchObject({ readyState: "READY", readySubstate: "STAGED", aliasAssigned: true });
  expect((await ask(vercel, DOMAINS[0] ?? "")).headers["x-vercel-error"]).toBe("DEPLOYMENT_NOT_FOUND");
  expect((await ask(vercel, first.url)).text).toBe("one");
  expect(await assigns()).toBe(false);
  expect((await promote(vercel, project, first.id)).status).toBe(201);
  expect(await settled(vercel, project)).toBe("succeeded");
  expect(await served()).toEqual(["one", "one"]);
  expect(await assigns()).toBe(true);
});

test("a deployment says itself whether domains are assigned", async () => {
  const { release, served } = await serving();
  await release("one");
  expect((await release("two", { autoAssignCustomDomains: false })).readySubstate).toBe("STAGED");
  expect(await served()).toEqual(["one", "one"]);
});

test("a rollback keeps what it led to until something is promoted, whatever is deployed meanwhile", async () => {
  const { vercel, project, release, served, assigns } = await serving();
  const first = await release("one");
  await release("two");
  expect((await rollBack(vercel, project, first.id)).status).toBe(201);
  await settled(vercel, project);
  expect(await served()).toEqual(["one", "one"]);
  expect(await assigns()).toBe(false);
  const third = await release("three");
  expect(third.readySubstate).toBe("STAGED");
  expect(await served()).toEqual(["one", "one"]);
  await promote(vercel, project, third.id);
  await settled(vercel, project);
  expect(await served()).toEqual(["three", "three"]);
  expect(await assigns()).toBe(true);
});

test("the target of a rollback is told as long as it takes, and no other is taken meanwhile", async () => {
  const { vercel, project, release } = await serving();
  const first = await release("one");
  const second = await release("two");
  // The stand-in's next process takes its time.
  await vercel.stop();
  const { stateDirectory } = vercel;
  await using slow = await temporaryVercel({ stateDirectory, pace: paceOf(0.01) });
  expect((await rollBack(slow, project, first.id)).status).toBe(201);
  const told = await slow.call("GET", `/v9/projects/${project}`);
  expect(told.body).toMatchObject({
    lastRollbackTarget: { toDeploymentId: first.id, fromDeploymentId: second.id, jobStatus: "in-progress" },
    targets: { production: { id: second.id } },
  });
  expect((await promote(slow, project, second.id)).status).toBe(409);
  expect((await ask(slow, DOMAINS[0] ?? "")).text).toBe("two");
  await slow.stop();
  await using third = await temporaryVercel({ stateDirectory });
  await settled(third, project);
  expect((await ask(third, DOMAINS[0] ?? "")).text).toBe("one");
  const after = await third.call("GET", `/v9/projects/${project}`);
  expect(after.body).toMatchObject({ lastRollbackTarget: null, lastAliasRequest: { jobStatus: "succeeded" } });
});

test("what can't serve production is refused, and nothing changes", async () => {
  const { vercel, project, release, served, assigns } = await serving();
  await release("one");
  const preview = await release("preview", { target: "preview" });
  const staged = await release("staged", { autoAssignCustomDomains: false });
  vercel.faults.turn("deployment-fails", true);
  const failed = await release("failed");
  vercel.faults.turn("deployment-fails", false);
  const other = await deploy(vercel, await makeProject(vercel, "other"), { "index.html": "other" });
  const code = (answer: { body: unknown }) => (answer.body as { error: { code: string } }).error.code;
  expect(code(await promote(vercel, project, preview.id))).toBe("not_production");
  expect(code(await promote(vercel, project, failed.id))).toBe("not_ready");
  expect(code(await promote(vercel, project, other.id))).toBe("not_of_project");
  expect(code(await rollBack(vercel, project, staged.id))).toBe("never_promoted");
  expect((await promote(vercel, project, "dpl_none")).status).toBe(404);
  expect(await served()).toEqual(["one", "one"]);
  expect(await assigns()).toBe(true);
});

test("a deployment that is ready late doesn't take the place of a later one", async () => {
  const { vercel, project, release, served } = await serving();
  vercel.faults.turn("deployment-slow", true);
  const slow = await vercel.call("POST", "/v13/deployments", {
    name: "web",
    project,
    target: "production",
    files: [{ file: "index.html", data: "early and slow" }],
  });
  const { id } = slow.body as { id: string };
  await expect
    .poll(async () => (await vercel.call("GET", `/v13/deployments/${id}`)).body)
    .toMatchObject({ readyState: "BUILDING" });
  const later = release("later");
  await expect
    .poll(async () => (await vercel.call("GET", "/v6/deployments?state=BUILDING")).body)
    .toMatchObject({ deployments: [{}, {}] });
  vercel.faults.turn("deployment-slow", false);
  await later;
  await expect
    .poll(async () => (await vercel.call("GET", `/v13/deployments/${id}`)).body)
    .toMatchObject({ aliasAssigned: true });
  expect(await served()).toEqual(["later", "later"]);
});

test("under requests without a pause, every answer is wholly of the one or of the other", async () => {
  const { vercel, project } = await serving();
  const files = (text: string) => ({ "index.html": text, "vercel.json": headersOf(text) });
  const headersOf = (text: string) => ({
    headers: [{ source: "/(.*)", headers: [{ key: "x-release", value: text }] }],
  });
  const first = await deploy(vercel, project, files("one"));
  const seen: string[] = [];
  let isOver = false;
  const clients = Array.from({ length: 8 }, async () => {
    while (!isOver) {
      const { status, text, headers } = await ask(vercel, DOMAINS[0] ?? "");
      seen.push(`${status} ${text} ${headers["x-release"]}`);
    }
  });
  await deploy(vercel, project, files("two"));
  await rollBack(vercel, project, first.id);
  await settled(vercel, project);
  isOver = true;
  await Promise.all(clients);
  expect(new Set(seen)).toEqual(new Set(["200 one one", "200 two two"]));
});

test("a domain that is added later leads to what is in production, and a redirect where it says", async () => {
  const { vercel, project, release } = await serving();
  await release("one");
  await vercel.call("POST", `/v10/projects/${project}/domains`, { name: "late.one.test" });
  expect((await ask(vercel, "late.one.test")).text).toBe("one");
  const path = `/v9/projects/${project}/domains/late.one.test`;
  await vercel.call("PATCH", path, { redirect: "app.one.test", redirectStatusCode: 301 });
  const redirected = await ask(vercel, "late.one.test", "/a?b=c");
  expect(redirected).toMatchObject({ status: 301, headers: { location: "https://app.one.test/a?b=c" } });
  await vercel.call("PATCH", path, { redirect: null, redirectStatusCode: null });
  expect((await ask(vercel, "late.one.test")).text).toBe("one");
  await vercel.call("DELETE", path);
  expect((await ask(vercel, "late.one.test")).headers["x-vercel-error"]).toBe("DEPLOYMENT_NOT_FOUND");
});
