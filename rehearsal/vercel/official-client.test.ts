import { Vercel as Client } from "@vercel/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACCOUNTS, type TemporaryVercel, temporaryVercel } from "./test-vercel.ts";

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
  return (await client.projects.createProject({ teamId, requestBody: { name } })).id;
}

test("projects are made, shown, changed, listed and deleted", async () => {
  const made = await client.projects.createProject({ teamId, requestBody: { name: "web", outputDirectory: "dist" } });
  expect(made).toMatchObject({ name: "web", accountId: teamId, outputDirectory: "dist" });
  const changed = await client.projects.updateProject({
    idOrName: "web",
    teamId,
    requestBody: { autoExposeSystemEnvs: false, gitForkProtection: false, nodeVersion: "22.x" },
  });
  expect(changed).toMatchObject({
    id: made.id,
    autoExposeSystemEnvs: false,
    nodeVersion: "22.x",
    outputDirectory: "dist",
  });
  expect(await client.projects.getProject({ idOrName: made.id, teamId })).toMatchObject({ name: "web" });
  const { projects } = (await client.projects.getProjects({ teamId, search: "we" })) as { projects: { id: string }[] };
  expect(projects.map(({ id }) => id)).toEqual([made.id]);
  await client.projects.deleteProject({ idOrName: made.id, teamId });
  await expect(client.projects.getProject({ idOrName: made.id, teamId })).rejects.toMatchObject({ statusCode: 404 });
});

test("environment variables are made, shown, changed, listed and deleted", async () => {
  const idOrName = await makeProject("variables");
  const requestBody = {
    key: "URL",
    value: "https://a.test",
    type: "encrypted" as const,
    target: ["production" as const],
  };
  const { created } = await client.projects.createProjectEnv({ idOrName, teamId, requestBody });
  const { id } = created as { id: string };
  await client.projects.editProjectEnv({ idOrName, id, teamId, requestBody: { value: "https://b.test" } });
  expect(await client.projects.getProjectEnv({ idOrName, id, teamId })).toMatchObject({ value: "https://b.test" });
  const told = (await client.projects.filterProjectEnvs({ idOrName, teamId, decrypt: "true" })) as { envs: object[] };
  expect(told.envs).toMatchObject([{ id, key: "URL", value: "https://b.test", target: ["production"] }]);
  expect(await client.projects.removeProjectEnv({ idOrName, id, teamId })).toMatchObject({ key: "URL" });
});

test("domains are added, shown, changed, listed, verified and removed", async () => {
  const idOrName = await makeProject("domains");
  const added = await client.projects.addProjectDomain({ idOrName, teamId, requestBody: { name: "app.one.test" } });
  expect(added).toMatchObject({ name: "app.one.test", apexName: "one.test", verified: true, projectId: idOrName });
  const domain = "app.one.test";
  await client.projects.updateProjectDomain({
    idOrName,
    domain,
    teamId,
    requestBody: { redirect: "www.one.test", redirectStatusCode: 308 },
  });
  const shown = await client.projects.getProjectDomain({ idOrName, domain, teamId });
  expect(shown).toMatchObject({ redirect: "www.one.test", redirectStatusCode: 308 });
  const { domains } = (await client.projects.getProjectDomains({ idOrName, teamId })) as { domains: object[] };
  expect(domains).toHaveLength(1);
  expect(await client.projects.verifyProjectDomain({ idOrName, domain, teamId })).toMatchObject({ verified: true });
  expect(await client.domains.getDomainConfig({ domain, teamId })).toMatchObject({ misconfigured: false });
  await client.projects.removeProjectDomain({ idOrName, domain, teamId });
  await expect(client.projects.getProjectDomain({ idOrName, domain, teamId })).rejects.toMatchObject({
    statusCode: 404,
  });
});

test("DNS records are made, shown, changed, listed and deleted", async () => {
  const requestBody = { name: "api", type: "CNAME" as const, value: "host.test", ttl: 300 };
  const created = await client.dns.createRecord({ domain: "one.test", teamId, requestBody });
  const { uid } = created as { uid: string };
  const changed = await client.dns.updateRecord({ recordId: uid, teamId, requestBody: { value: "other.test" } });
  expect(changed).toMatchObject({ id: uid, recordType: "CNAME", value: "other.test.", ttl: 300, domain: "one.test" });
  const { records } = (await client.dns.getRecords({ domain: "one.test", teamId, limit: "10" })) as {
    records: object[];
  };
  expect(records).toMatchObject([{ id: uid, type: "CNAME", name: "api" }]);
  await client.dns.removeRecord({ domain: "one.test", recordId: uid, teamId });
  expect(await client.dns.getRecords({ domain: "one.test", teamId, limit: "10" })).toMatchObject({ records: [] });
});

test("teams, the person whose token it is, and deployments are told", async () => {
  expect(await client.teams.getTeam({ teamId })).toMatchObject({ id: teamId, slug: team.slug, name: team.name });
  expect((await client.teams.getTeams({ limit: 10 })).teams).toMatchObject([{ id: teamId }]);
  expect((await client.user.getAuthUser())?.user).toMatchObject({ defaultTeamId: teamId });
  expect(await client.deployments.getDeployments({ teamId })).toMatchObject({ deployments: [] });
});
