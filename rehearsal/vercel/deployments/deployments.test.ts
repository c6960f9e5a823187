import { expect, onTestFinished, test } from "vitest";
import { paceOf } from "../../pace.ts";
import { serveVercel } from "../index.ts";
import { ask, deploy, ended, makeProject } from "../test-deploy.ts";
import { ACCOUNTS, temporaryVercel } from "../test-vercel.ts";

const files = [{ file: "index.html", data: "one" }];
const body = { name: "web", files };

test("a deployment goes through its states one after the other", async () => {
  await using vercel = await temporaryVercel({ pace: paceOf(20) });
  await makeProject(vercel, "web");
  const made = await vercel.call("POST", "/v13/deployments", { ...body, target: "production" });
  const { id, url } = made.body as { id: string; url: string };
  expect(url).toMatch(/^web-[0-9a-z]{9}-one\.vercel\.app$/);
  expect((await ask(vercel, url)).status).toBe(404);
  const states = new Set<string>();
  await expect
    .poll(
      async () => {
        const { body: told } = await vercel.call("GET", `/v13/deployments/${id}`);
        const { readyState, aliasAssigned } = told as { readyState: string; aliasAssigned: boolean };
        states.add(readyState + (aliasAssigned ? " with aliases" : ""));
        return aliasAssigned;
      },
      { timeout: 20_000, interval: 3 },
    )
    .toBe(true);
  expect([...states]).toEqual(["QUEUED", "INITIALIZING", "BUILDING", "READY", "READY with aliases"]);
  expect((await ask(vercel, url)).text).toBe("one");
});

test("a long name is cut off, so that the host name is one", async () => {
  await using vercel = await temporaryVercel();
  const name = "a_b".repeat(30);
  const { url } = await deploy(vercel, await makeProject(vercel, name), { "index.html": "one" });
  expect(url.split(".")[0]).toHaveLength(63);
  expect(url).toMatch(/^[a-z0-9-]+-one\.vercel\.app$/);
});

test.each([
  [{ files }, "`name` is missing"],
  [{ name: "web" }, "`files` is missing"],
  [{ name: "web", files: [] }, "`files` must have at least 1 file"],
  [{ ...body, project: "none" }, undefined],
  [{ ...body, deploymentId: "dpl_none" }, undefined],
  [{ name: "web", files: [...files, ...files] }, "`files` has a path twice"],
  [{ name: "web", files: [{ file: "/index.html", data: "" }] }, "`files.0.file` must be a path within the deployment"],
  [{ name: "web", files: [{ file: "a/../b", data: "" }] }, "`files.0.file` must be a path within the deployment"],
  [{ name: "web", files: [{ file: "a" }] }, "`files.0` must have a path with a SHA-1 or with data"],
  [{ ...body, target: "staging" }, '`target` must be one of "production", "preview"'],
  [{ ...body, gitSource: {} }, "the body has the unknown property `gitSource`"],
  [{ ...body, meta: { version: 1 } }, "`meta.version` is wrong (Invalid input: expected string, received number)"],
  [{ ...body, projectSettings: { framework: "nextjs" } }, "`framework` asks for a build"],
  [{ ...body, projectSettings: { installCommand: "npm ci" } }, "`installCommand` asks for a build"],
])("%j is refused", async (given, reason) => {
  await using vercel = await temporaryVercel();
  await makeProject(vercel, "web");
  const answer = await vercel.call("POST", "/v13/deployments", given);
  expect(answer.status).toBe(reason === undefined ? 404 : 400);
  if (reason !== undefined) expect(JSON.stringify(answer.body)).toContain(JSON.stringify(reason).slice(1, -1));
  expect((await vercel.call("GET", "/v6/deployments")).body).toMatchObject({ deployments: [] });
});

test("a project that asks for a build is refused, unless the deployment says otherwise", async () => {
  await using vercel = await temporaryVercel();
  await makeProject(vercel, "web", { framework: "vite", buildCommand: "make" });
  expect((await vercel.call("POST", "/v13/deployments", body)).status).toBe(400);
  const projectSettings = { framework: null, buildCommand: null };
  expect((await vercel.call("POST", "/v13/deployments", { ...body, projectSettings })).status).toBe(200);
});

test("a project is made of its first deployment, when its settings are said or may be guessed", async () => {
  await using vercel = await temporaryVercel();
  const refused = await vercel.call("POST", "/v13/deployments", body);
  expect(refused).toMatchObject({ status: 400, body: { error: { code: "missing_project_settings" } } });
  const guessed = await vercel.call("POST", "/v13/deployments?skipAutoDetectionConfirmation=1", body);
  expect(guessed.status).toBe(200);
  expect((await vercel.call("GET", "/v9/projects/web")).body).toMatchObject({ name: "web" });
  const said = await vercel.call("POST", "/v13/deployments", { ...body, name: "docs", projectSettings: {} });
  expect(said.status).toBe(200);
});

test("variables are those of the moment in which a deployment was made", async () => {
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  const add = (key: string, target: string) =>
    vercel.call("POST", "/v10/projects/web/env", { key, value: "secret-value", type: "encrypted", target: [target] });
  await add("FIRST", "production");
  await add("OF_PREVIEWS", "preview");
  const first = await deploy(vercel, project, { "index.html": "one" });
  await add("SECOND", "production");
  const second = await deploy(vercel, project, { "index.html": "one" });
  expect(second.id).not.toBe(first.id);
  const answers = [first, second].map(({ id }) => vercel.call("GET", `/v13/deployments/${id}`));
  const [before, after] = await Promise.all(answers);
  expect(before?.body).toMatchObject({ env: ["FIRST"] });
  expect(after?.body).toMatchObject({ env: ["FIRST", "SECOND"] });
  expect(JSON.stringify([before, after])).not.toContain("secret-value");
});

test("a deployment is made again of another's files", async () => {
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  const preview = await deploy(vercel, project, { "index.html": "one" }, { target: "preview", meta: { version: "1" } });
  expect(preview.readySubstate).toBeUndefined();
  const again = { name: "web", deploymentId: preview.id, target: "production", meta: { action: "promote" } };
  const made = await vercel.call("POST", "/v13/deployments", again);
  expect(made.body).toMatchObject({ target: "production", meta: { version: "1", action: "promote" } });
  const { url } = await ended(vercel, (made.body as { id: string }).id);
  expect((await ask(vercel, url)).text).toBe("one");
});

test("a list has what is asked for, newest first, page by page", async () => {
  await using vercel = await temporaryVercel();
  const web = await makeProject(vercel, "web");
  const docs = await makeProject(vercel, "docs");
  const made: string[] = [];
  for (const [project, version, target] of [
    [web, "1", "production"],
    [web, "2", "production"],
    [web, "3", "preview"],
    [docs, "1", "production"],
  ] as const) {
    made.push((await deploy(vercel, project, { "index.html": version }, { target, meta: { version } })).id);
  }
  const list = async (query: string) => {
    const { body: told } = await vercel.call("GET", `/v6/deployments?${query}`);
    return (told as { deployments: { uid: string }[] }).deployments.map(({ uid }) => made.indexOf(uid) + 1);
  };
  expect(await list("")).toEqual([4, 3, 2, 1]);
  expect(await list(`projectId=${web}`)).toEqual([3, 2, 1]);
  expect(await list("app=docs")).toEqual([4]);
  expect(await list(`projectId=${web}&target=production`)).toEqual([2, 1]);
  expect(await list("meta-version=1")).toEqual([4, 1]);
  expect(await list("state=READY&limit=1")).toEqual([4]);
  expect(await list("state=ERROR,CANCELED")).toEqual([]);
  expect(await list("rollbackCandidate=true")).toEqual([1]);
  const page = await vercel.call("GET", "/v6/deployments?limit=3");
  const { next } = (page.body as { pagination: { next: number } }).pagination;
  expect(await list(`limit=3&until=${next}`)).toEqual([1]);
  expect(await list(`since=${next}`)).toEqual([4, 3]);
  expect((await vercel.call("GET", "/v6/deployments?state=LOST")).status).toBe(400);
  expect((await vercel.call("GET", "/v6/deployments?projectId=none")).status).toBe(404);
  const others = await vercel.call("GET", "/v6/deployments", undefined, ACCOUNTS[1].token);
  expect(others.body).toMatchObject({ deployments: [] });
  expect((await vercel.call("GET", `/v13/deployments/${made[0]}`, undefined, ACCOUNTS[1].token)).status).toBe(404);
});

test("a deployment that is asked to fail ends in an error, and nothing else is touched by it", async () => {
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  await deploy(vercel, project, { "index.html": "one" });
  vercel.faults.turn("deployment-fails", true);
  expect(vercel.faults.inForce).toEqual(["deployment-fails"]);
  const failed = await deploy(vercel, project, { "index.html": "two" });
  expect(failed).toMatchObject({
    readyState: "ERROR",
    aliasAssigned: false,
    errorMessage: "This failure was asked for.",
  });
  expect((await ask(vercel, failed.url)).status).toBe(404);
  expect((await ask(vercel, "web-one.vercel.app")).text).toBe("one");
  const events = (await vercel.call("GET", `/v3/deployments/${failed.id}/events`)).body;
  expect(events).toContainEqual(expect.objectContaining({ type: "stderr", text: "This failure was asked for." }));
  vercel.faults.turn("deployment-fails", false);
  expect((await deploy(vercel, project, { "index.html": "two" })).readyState).toBe("READY");
});

test("a slow deployment goes on as soon as it needn't be slow any more", async () => {
  await using vercel = await temporaryVercel();
  await makeProject(vercel, "web");
  vercel.faults.turn("deployment-slow", true);
  const { id } = (await vercel.call("POST", "/v13/deployments", body)).body as { id: string };
  const stateNow = async () => (await vercel.call("GET", `/v13/deployments/${id}`)).body;
  await expect.poll(stateNow).toMatchObject({ readyState: "BUILDING" });
  vercel.faults.turn("deployment-slow", false);
  expect((await ended(vercel, id)).readyState).toBe("READY");
});

test.each([
  ["canceled", "PATCH", (id: string) => `/v12/deployments/${id}/cancel`],
  ["deleted", "DELETE", (id: string) => `/v13/deployments/${id}`],
])("a deployment that is %s under way gets no further, and no domain leads to it", async (_, method, path) => {
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  await deploy(vercel, project, { "index.html": "one" });
  vercel.faults.turn("deployment-slow", true);
  const made = await vercel.call("POST", "/v13/deployments", { ...body, target: "production" });
  const { id } = made.body as { id: string };
  const building = async () => (await vercel.call("GET", "/v6/deployments?state=BUILDING")).body;
  await expect.poll(building).toMatchObject({ deployments: [{ uid: id }] });
  expect((await vercel.call(method, path(id))).status).toBe(200);
  vercel.faults.turn("deployment-slow", false);
  // A later one would have been overtaken by it, had it gone on.
  await deploy(vercel, project, { "index.html": "preview" }, { target: "preview" });
  expect((await ask(vercel, "web-one.vercel.app")).text).toBe("one");
  const ready = (await vercel.call("GET", "/v6/deployments?state=READY&target=production")).body;
  expect((ready as { deployments: object[] }).deployments).toHaveLength(1);
});

test("with a project go its deployments", async () => {
  await using vercel = await temporaryVercel();
  const { id, url } = await deploy(vercel, await makeProject(vercel, "web"), { "index.html": "one" });
  await vercel.call("DELETE", "/v9/projects/web");
  expect((await vercel.call("GET", `/v13/deployments/${id}`)).status).toBe(404);
  expect((await ask(vercel, url)).headers["x-vercel-error"]).toBe("DEPLOYMENT_NOT_FOUND");
  expect((await ask(vercel, "web-one.vercel.app")).headers["x-vercel-error"]).toBe("DEPLOYMENT_NOT_FOUND");
});

test("a stand-in that is stopped during a deployment stops at once, and goes on with it afterwards", async () => {
  const first = await temporaryVercel({ pace: paceOf(0.01) });
  onTestFinished(() => first[Symbol.asyncDispose]());
  await makeProject(first, "web");
  const { id } = (await first.call("POST", "/v13/deployments", body)).body as { id: string };
  await first.stop();
  const { stateDirectory } = first;
  const second = await serveVercel({ stateDirectory, accounts: ACCOUNTS, pace: paceOf(1_000) });
  onTestFinished(second.stop);
  const call = (method: string, path: string) =>
    fetch(second.url + path, { method, headers: { authorization: `Bearer ${ACCOUNTS[0].token}` } }).then(
      async (response) => ({ status: response.status, body: (await response.json()) as unknown }),
    );
  expect((await ended({ call }, id)).readyState).toBe("READY");
});
