import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveVercel } from "@live-listen/rehearsal/vercel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultOf } from "../test-fault.ts";
import { VercelClient } from "./client.ts";
import { findDnsRecordIds } from "./dns-record.ts";
import { findEnvironmentVariableIds } from "./environment-variable.ts";
import { findProjectId } from "./project.ts";
import { findProjectDomain, isMisconfigured, verifyProjectDomain } from "./project-domain.ts";
import { findTeam } from "./team.ts";

const team = { id: "team_test", slug: "test", name: "Test" };
const teamId = team.id;
let folder: string;
let vercel: Awaited<ReturnType<typeof serveVercel>>;
let client: VercelClient;
let leadsHere = false;

async function ask(method: string, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${vercel.url}${path}?teamId=${teamId}`, {
    method,
    headers: { authorization: "Bearer canary-token", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response.json();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "live-listen-vercel-"));
  vercel = await serveVercel({
    stateDirectory: folder,
    accounts: [{ token: "canary-token", team, zones: ["live-listen.app"] }],
    verifyDomain: async () => leadsHere,
  });
  client = new VercelClient({ url: vercel.url, token: "canary-token", teamId });
});
afterAll(async () => {
  await vercel?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a project is found by its name", async () => {
  const made = (await ask("POST", "/v11/projects", { name: "web" })) as { id: string };
  expect(await findProjectId(client, "web")).toBe(made.id);
  expect(await findProjectId(client, "nothing")).toBeUndefined();
});

test("a domain tells whether it is verified and where its DNS leads", async () => {
  await ask("POST", "/v10/projects/web/domains", { name: "somewhere.example" });
  expect(await findProjectDomain(client, "web", "nothing.example")).toBeUndefined();
  expect(await findProjectDomain(client, "web", "somewhere.example")).toMatchObject({ name: "somewhere.example" });
  expect(await isMisconfigured(client, "somewhere.example")).toBe(true);
  expect(await verifyProjectDomain(client, "web", "somewhere.example")).toBe(false);
  leadsHere = true;
  expect(await verifyProjectDomain(client, "web", "somewhere.example")).toBe(true);
  expect(await isMisconfigured(client, "somewhere.example")).toBe(false);
  expect(await findProjectDomain(client, "web", "somewhere.example")).toMatchObject({ verified: true, records: [] });
});

test("records are found by name and type", async () => {
  const record = { name: "api", type: "CNAME", value: "api.onrender.com" };
  const { uid } = (await ask("POST", "/v2/domains/live-listen.app/records", record)) as { uid: string };
  expect(await findDnsRecordIds(client, "live-listen.app", "api", "CNAME")).toEqual([uid]);
  expect(await findDnsRecordIds(client, "live-listen.app", "api", "TXT")).toEqual([]);
  expect(await findDnsRecordIds(client, "live-listen.app", "", "CNAME")).toEqual([]);
});

test("a domain that is nowhere is not verified", async () => {
  expect(await verifyProjectDomain(client, "web", "nothing.example")).toBe(false);
});

test("a variable is found by its key", async () => {
  await ask("POST", "/v11/projects", { name: "with-variables" });
  const variable = { key: "URL", value: "x", type: "encrypted", target: ["production"] };
  await ask("POST", "/v10/projects/with-variables/env", variable);
  expect(await findEnvironmentVariableIds(client, "with-variables", "URL")).toHaveLength(1);
  expect(await findEnvironmentVariableIds(client, "with-variables", "UR")).toEqual([]);
  expect(await findEnvironmentVariableIds(client, "nothing", "URL")).toEqual([]);
});

test("a zone of somebody else's holds none of ours", async () => {
  expect(await findDnsRecordIds(client, "elsewhere.example", "api", "CNAME")).toEqual([]);
});

test("a team is found by its id, if the token reaches it", async () => {
  expect(await findTeam(client, teamId)).toEqual({ id: teamId, slug: team.slug });
  expect(await findTeam(client, "team_elsewhere")).toBeUndefined();
  const stranger = new VercelClient({ url: vercel.url, token: "canary-of-a-stranger", teamId });
  expect(await faultOf(findTeam(stranger, teamId))).toMatch(
    /^Vercel refuses the token for the team team_test with 403/,
  );
});
