import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveVercel } from "@live-listen/rehearsal/vercel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Fault } from "../../fault.ts";
import { serveAnswers } from "../test-server.ts";
import { VercelClient } from "./client.ts";
import { findDnsRecordIds } from "./dns-record.ts";
import { findProjectId } from "./project.ts";
import { findProjectDomain, isMisconfigured, verifyProjectDomain } from "./project-domain.ts";

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

describe("against the stand-in", () => {
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
    leadsHere = true;
    await verifyProjectDomain(client, "web", "somewhere.example");
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
});

async function faultOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Fault);
  const { message } = thrown as Fault;
  expect(message.split("\n")).toHaveLength(1);
  expect(message).not.toContain("canary");
  return message;
}

describe("what fails is one sentence without the token", () => {
  test("a token that Vercel doesn't know", async () => {
    const stranger = new VercelClient({ url: vercel.url, token: "canary-of-a-stranger", teamId });
    expect(await faultOf(findProjectId(stranger, "web"))).toMatch(
      /^Vercel refuses the token \(40[13]\) when asked for the project web/,
    );
  });

  test("a failure of Vercel's own", async () => {
    const { url } = await serveAnswers(() => ({
      status: 400,
      body: { error: { code: "bad", message: "out of names" } },
    }));
    expect(await faultOf(findProjectId(new VercelClient({ url, token: "canary" }), "web"))).toMatch(
      /^Vercel answered 400 when asked for the project web \(out of names\)/,
    );
  });

  test("an answer against the contract", async () => {
    const { url } = await serveAnswers(() => ({ status: 200, body: { id: 7, canary: "canary" } }));
    expect(await faultOf(findProjectId(new VercelClient({ url, token: "canary" }), "web"))).toMatch(
      /not what its contract says/,
    );
  });

  test("a Vercel that isn't there", async () => {
    const client = new VercelClient({ url: "http://127.0.0.1:9", token: "canary" });
    expect(await faultOf(findProjectId(client, "web"))).toMatch(/^Vercel could not be reached at 127\.0\.0\.1:9/);
  });
});
