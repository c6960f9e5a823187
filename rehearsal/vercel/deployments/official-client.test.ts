import { createHash } from "node:crypto";
import { Vercel as Client } from "@vercel/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, ended, settled } from "../test-deploy.ts";
import { ACCOUNTS, type TemporaryVercel, temporaryVercel } from "../test-vercel.ts";

// The vendor's client validates every answer: a field that is missing or ill-typed makes it throw.
let vercel: TemporaryVercel;
let client: Client;
const [{ token, team }] = ACCOUNTS;
const teamId = team.id;

beforeAll(async () => {
  vercel = await temporaryVercel();
  client = new Client({ bearerToken: token, serverURL: vercel.url, retryConfig: { strategy: "none" } });
});
afterAll(() => vercel[Symbol.asyncDispose]());

async function makeProject(name: string): Promise<string> {
  return (await client.projects.createProject({ teamId, requestBody: { name, ssoProtection: null } })).id;
}

async function deployPage(project: string, text: string, target: "production" | undefined = "production") {
  const content = Buffer.from(text);
  const sha = createHash("sha1").update(content).digest("hex");
  const upload = { teamId, xVercelDigest: sha, contentLength: content.byteLength, requestBody: content };
  await client.deployments.uploadFile(upload);
  const made = await client.deployments.createDeployment({
    teamId,
    forceNew: "1",
    skipAutoDetectionConfirmation: "1",
    requestBody: {
      name: project,
      project,
      ...(target && { target }),
      meta: { version: text },
      files: [{ file: "index.html", sha, size: content.byteLength }],
      projectSettings: { framework: null, buildCommand: null, installCommand: null, outputDirectory: null },
    },
  });
  const { id, url, readyState } = made as { id: string; url: string; readyState: string };
  expect(readyState).toBe("QUEUED");
  await ended(vercel, id);
  return { id, url, sha };
}

test("files are uploaded and deployed, and the deployment is told in all its forms", async () => {
  const project = await makeProject("web");
  const { id, url, sha } = await deployPage(project, "one");
  expect(await client.deployments.getDeployment({ idOrUrl: id, teamId })).toMatchObject({
    id,
    readyState: "READY",
    readySubstate: "PROMOTED",
    aliasAssigned: true,
    target: "production",
    meta: { version: "one" },
  });
  expect(await client.deployments.getDeployment({ idOrUrl: url, teamId })).toMatchObject({ id });
  const list = await client.deployments.getDeployments({ teamId, projectId: project, state: "READY,ERROR" });
  expect(list).toMatchObject({ deployments: [{ uid: id, url, state: "READY", meta: { version: "one" } }] });
  expect(await client.deployments.listDeploymentFiles({ id, teamId })).toMatchObject([
    { name: "src", type: "directory", children: [{ name: "index.html", type: "file", uid: sha }] },
  ]);
  await client.deployments.getDeploymentFileContents({ id, fileId: sha, teamId });
  const events = await client.deployments.getDeploymentEvents({ idOrUrl: id, teamId });
  expect(events).toContainEqual(expect.objectContaining({ text: "The deployment is ready.", deploymentId: id }));
  expect((await ask(vercel, url)).text).toBe("one");
  const { targets, latestDeployments } = await client.projects.getProject({ idOrName: project, teamId });
  expect(targets).toMatchObject({ production: { id, readyState: "READY", meta: { version: "one" } } });
  expect(latestDeployments).toMatchObject([{ id }]);
  expect(await client.deployments.deleteDeployment({ id, teamId })).toEqual({ uid: id, state: "DELETED" });
  await expect(client.deployments.getDeployment({ idOrUrl: id, teamId })).rejects.toMatchObject({ statusCode: 404 });
});

test("a deployment under way is canceled", async () => {
  const project = await makeProject("canceled");
  vercel.faults.turn("deployment-slow", true);
  const files = [{ file: "index.html", data: "one" }];
  const made = await vercel.call("POST", "/v13/deployments", { name: "canceled", project, files });
  const { id } = made.body as { id: string };
  const canceled = await client.deployments.cancelDeployment({ id, teamId });
  vercel.faults.turn("deployment-slow", false);
  expect(canceled).toMatchObject({ id, readyState: "CANCELED" });
  await expect(client.deployments.cancelDeployment({ id, teamId })).rejects.toMatchObject({ statusCode: 400 });
});

test("aliases are assigned, shown, listed and deleted", async () => {
  const project = await makeProject("aliases");
  const { id } = await deployPage(project, "one");
  const alias = "aliases-preview.vercel.app";
  const assigned = await client.aliases.assignAlias({ id, teamId, requestBody: { alias } });
  expect(assigned).toMatchObject({ alias });
  expect((await ask(vercel, alias)).text).toBe("one");
  expect(await client.aliases.getAlias({ idOrAlias: alias, teamId })).toMatchObject({ alias, deploymentId: id });
  const { aliases } = await client.aliases.listAliases({ teamId, projectId: project });
  expect(aliases.map((one) => one.alias)).toEqual([alias, "aliases-one.vercel.app"]);
  expect((await client.aliases.listDeploymentAliases({ id, teamId })).aliases).toHaveLength(2);
  expect(await client.aliases.deleteAlias({ aliasId: assigned.uid, teamId })).toEqual({ status: "SUCCESS" });
  expect((await ask(vercel, alias)).status).toBe(404);
});

test("promotions and rollbacks are told", async () => {
  const project = await makeProject("promoted");
  const { id: first } = await deployPage(project, "one");
  const { id: second } = await deployPage(project, "two");
  await client.projects.requestRollback({ projectId: project, deploymentId: first, teamId, description: "slow" });
  await settled(vercel, project);
  expect(await client.projects.getProject({ idOrName: project, teamId })).toMatchObject({
    autoAssignCustomDomains: false,
    lastAliasRequest: { type: "rollback", fromDeploymentId: second, toDeploymentId: first, jobStatus: "succeeded" },
    rollbackDescription: { description: "slow" },
  });
  await client.projects.requestPromote({ projectId: project, deploymentId: second, teamId });
  await settled(vercel, project);
  const { autoAssignCustomDomains, lastAliasRequest } = await client.projects.getProject({ idOrName: project, teamId });
  expect(autoAssignCustomDomains).toBe(true);
  expect(lastAliasRequest).toMatchObject({ type: "promote", jobStatus: "succeeded" });
  expect(await client.projects.listPromoteAliases({ projectId: project, teamId })).toMatchObject({
    aliases: [{ alias: "promoted-one.vercel.app", status: "completed" }],
  });
});
