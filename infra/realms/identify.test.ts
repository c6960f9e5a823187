import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identifyOnPlatforms, importIdOf, type PlatformAccess } from "./identify.ts";
import { RENDER_OWNER_ID, VERCEL_TEAM_ID } from "./rehearsal/credentials.ts";
import { hostedRow, startTestRehearsal, type TestRehearsal } from "./test/rehearsal.ts";

const row = hostedRow("staging");
let rehearsal: TestRehearsal;
let access: PlatformAccess;
let projectId: string;

beforeAll(async () => {
  rehearsal = await startTestRehearsal();
  access = await (await rehearsal.open("staging")).access();
  const made = (await rehearsal.askVercel("staging", "POST", "/v11/projects", { name: "web" })) as { id: string };
  projectId = made.id;
  await rehearsal.askVercel("staging", "POST", `/v10/projects/web/domains`, { name: "staging.live-listen.app" });
  const record = { name: "api", type: "CNAME", value: "api.onrender.com" };
  await rehearsal.askVercel("staging", "POST", `/v2/domains/${row.dnsZone}/records`, record);
}, 60_000);
afterAll(() => rehearsal?.close());

function identify(type: string, inputs: Readonly<Record<string, unknown>>) {
  return identifyOnPlatforms(access)(type, inputs);
}

async function makeCredential(name: string): Promise<string> {
  const body = { ownerId: RENDER_OWNER_ID, name, username: "somebody", registry: "GITHUB", authToken: "token" };
  return ((await rehearsal.askRender("staging", "POST", "/registrycredentials", body)) as { id: string }).id;
}

describe("at Render", () => {
  const credential = "render:index/registryCredential:RegistryCredential";

  test("a thing is known by its name", async () => {
    const id = await makeCredential("only-one");
    expect(await identify(credential, { name: "only-one" })).toBe(id);
    expect(await identify(credential, { name: "only" })).toBeUndefined();
    expect(await identify("render:index/postgres:Postgres", { name: "only-one" })).toBeUndefined();
  });

  test("several of one name are for a person to tell apart", async () => {
    const ids = [await makeCredential("twice"), await makeCredential("twice")];
    await expect(identify(credential, { name: "twice" })).rejects.toThrow(
      new RegExp(`^2 things at the platform are called twice \\((${ids.join("|")}), (${ids.join("|")})\\)`),
    );
  });
});

describe("at Vercel", () => {
  test("a project, its domain and a record are known", async () => {
    expect(await identify("vercel:index/project:Project", { name: "web" })).toBe(projectId);
    expect(await identify("vercel:index/project:Project", { name: "nothing" })).toBeUndefined();
    const domain = { projectId, domain: "staging.live-listen.app" };
    expect(await identify("vercel:index/projectDomain:ProjectDomain", domain)).toBe("staging.live-listen.app");
    const record = { domain: row.dnsZone, name: "api", type: "CNAME" };
    expect(await identify("vercel:index/dnsRecord:DnsRecord", record)).toMatch(/^rec_/);
    expect(await identify("vercel:index/dnsRecord:DnsRecord", { ...record, type: "TXT" })).toBeUndefined();
  });

  test("a variable of a project is known by its key", async () => {
    const variable = { key: "URL", value: "x", type: "encrypted", target: ["production"] };
    await rehearsal.askVercel("staging", "POST", "/v10/projects/web/env", variable);
    const type = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
    const id = await identify(type, { projectId, key: "URL" });
    expect(id).toMatch(/\w+/);
    expect(importIdOf(type, { teamId: VERCEL_TEAM_ID, projectId }, id ?? "")).toBe(
      `${VERCEL_TEAM_ID}/${projectId}/${id}`,
    );
    expect(await identify(type, { projectId, key: "UR" })).toBeUndefined();
  });

  test("what is imported is named with the team and the project that it is in", () => {
    const inputs = { teamId: VERCEL_TEAM_ID, projectId: "prj_1" };
    expect(importIdOf("vercel:index/project:Project", inputs, "prj_1")).toBe(`${VERCEL_TEAM_ID}/prj_1`);
    expect(importIdOf("vercel:index/projectDomain:ProjectDomain", inputs, "a.app")).toBe(
      `${VERCEL_TEAM_ID}/prj_1/a.app`,
    );
    expect(importIdOf("vercel:index/dnsRecord:DnsRecord", {}, "rec_1")).toBe("rec_1");
    expect(importIdOf("render:index/postgres:Postgres", inputs, "dpg-1")).toBe("dpg-1");
  });
});

test("what has no name of its own is not looked for", async () => {
  expect(await identify("random:index/randomPassword:RandomPassword", { name: "web" })).toBeUndefined();
  expect(await identify("vercel:index/project:Project", {})).toBeUndefined();
});
