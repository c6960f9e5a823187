import { expect, test } from "vitest";
import { paceOf } from "../../pace.ts";
import { ask, deploy, makeProject } from "../test-deploy.ts";
import { temporaryVercel } from "../test-vercel.ts";

const DAY = 86_400;
/** At this pace a day goes by in a tenth of a second, and what has expired is looked for once a second. */
const pace = paceOf(DAY * 10);

const PERIODS = {
  expiration: "1d",
  expirationProduction: "1d",
  expirationCanceled: "unlimited",
  expirationErrored: "1d",
};
const UNLIMITED = {
  expiration: "unlimited",
  expirationProduction: "unlimited",
  expirationCanceled: "unlimited",
  expirationErrored: "unlimited",
};

test("what is older than its project keeps it is out of service, and gone in the end; what serves stays", async () => {
  await using vercel = await temporaryVercel({ pace });
  const project = await makeProject(vercel, "web");
  await vercel.call("PATCH", `/v9/projects/${project}/deployment-expiration`, UNLIMITED);
  const old = await deploy(vercel, project, { "index.html": "old" });
  const recent = [];
  for (let index = 0; index < 10; index += 1) recent.push(await deploy(vercel, project, { "index.html": `${index}` }));
  const preview = await deploy(vercel, project, { "index.html": "preview" }, { target: "preview" });
  const aliased = await deploy(vercel, project, { "index.html": "aliased" }, { target: "preview" });
  await vercel.call("POST", `/v2/deployments/${aliased.id}/aliases`, { alias: "kept.vercel.app" });
  await vercel.call("PATCH", `/v9/projects/${project}/deployment-expiration`, PERIODS);
  const told = async () => {
    const { body } = await vercel.call("GET", "/v6/deployments?limit=100");
    return (body as { deployments: { uid: string }[] }).deployments.map(({ uid }) => uid);
  };
  await expect.poll(told, { timeout: 20_000 }).not.toContain(preview.id);
  await expect.poll(told, { timeout: 20_000 }).not.toContain(old.id);
  expect(new Set(await told())).toEqual(new Set([...recent, aliased].map(({ id }) => id)));
  for (const { url } of [old, preview]) {
    expect(await ask(vercel, url)).toMatchObject({ status: 410, headers: { "x-vercel-error": "DEPLOYMENT_DELETED" } });
  }
  const expired = await vercel.call("GET", `/v13/deployments/${preview.id}`);
  expect(expired.body).toMatchObject({ softDeletedByRetention: true, deletedAt: expect.any(Number) });
  const deleted = await vercel.call("GET", "/v6/deployments?state=DELETED");
  expect((deleted.body as { deployments: object[] }).deployments).toHaveLength(2);
  expect((await vercel.call("POST", `/v10/projects/${project}/promote/${old.id}`)).status).toBe(422);
  expect((await ask(vercel, "web-one.vercel.app")).text).toBe("9");
  expect((await ask(vercel, "kept.vercel.app")).text).toBe("aliased");
  // Thirty days later they can't be restored any more.
  await expect
    .poll(async () => (await vercel.call("GET", `/v13/deployments/${old.id}`)).status, { timeout: 40_000 })
    .toBe(404);
  expect((await ask(vercel, old.url)).headers["x-vercel-error"]).toBe("DEPLOYMENT_NOT_FOUND");
});

test("what has failed and what was canceled stay as long as is said for each", async () => {
  await using vercel = await temporaryVercel({ pace });
  const project = await makeProject(vercel, "web");
  await vercel.call("PATCH", `/v9/projects/${project}/deployment-expiration`, PERIODS);
  vercel.faults.turn("deployment-slow", true);
  const body = { name: "web", project, files: [{ file: "index.html", data: "canceled" }] };
  const { id } = (await vercel.call("POST", "/v13/deployments", body)).body as { id: string };
  expect((await vercel.call("PATCH", `/v12/deployments/${id}/cancel`)).status).toBe(200);
  vercel.faults.turn("deployment-slow", false);
  vercel.faults.turn("deployment-fails", true);
  const failed = await deploy(vercel, project, { "index.html": "failed" });
  const told = async () => (await vercel.call("GET", "/v6/deployments")).body;
  await expect.poll(told, { timeout: 20_000 }).toMatchObject({ deployments: [{ uid: id, state: "CANCELED" }] });
  expect((await ask(vercel, failed.url)).status).toBe(410);
});
