import { expect, test } from "vitest";
import { ACCOUNTS, temporaryVercel } from "./test-vercel.ts";

const two = ACCOUNTS[1].token;

test("a request without a token, with an unknown one, or for a team of others is refused", async () => {
  await using vercel = await temporaryVercel();
  expect((await fetch(`${vercel.url}/v10/projects`)).status).toBe(401);
  const unknown = await vercel.call("GET", "/v10/projects", undefined, "nobody-knows-this");
  expect(unknown).toMatchObject({ status: 403, body: { error: { code: "forbidden", invalidToken: true } } });
  expect(JSON.stringify(unknown.body)).not.toContain("nobody-knows-this");
  expect((await vercel.call("GET", "/v10/projects?teamId=team_two")).status).toBe(403);
  expect((await vercel.call("GET", "/v10/projects?slug=two")).status).toBe(403);
  expect((await vercel.call("GET", "/v10/projects?slug=one")).status).toBe(200);
});

test("a token that acts for two teams acts for the one that is named", async () => {
  const both = ACCOUNTS.map((account) => ({ ...account, token: "token-of-both" }));
  await using vercel = await temporaryVercel({ accounts: both });
  await vercel.call("POST", "/v10/projects?teamId=team_two", { name: "web" }, "token-of-both");
  expect((await vercel.call("GET", "/v10/projects/web", undefined, "token-of-both")).status).toBe(404);
  expect((await vercel.call("GET", "/v10/projects/web?slug=two", undefined, "token-of-both")).status).toBe(200);
  const { body } = await vercel.call("GET", "/v2/teams", undefined, "token-of-both");
  expect(body).toMatchObject({ teams: [{ slug: "two" }, { slug: "one" }] });
});

test("teams may use the same names, and never see each other's", async () => {
  await using vercel = await temporaryVercel();
  const own = (await vercel.call("POST", "/v10/projects", { name: "web" })).body as { id: string };
  expect((await vercel.call("GET", `/v10/projects/${own.id}`, undefined, two)).status).toBe(404);
  expect((await vercel.call("DELETE", "/v9/projects/web", undefined, two)).status).toBe(404);
  expect((await vercel.call("POST", "/v10/projects", { name: "web" }, two)).status).toBe(200);
  expect((await vercel.call("GET", "/v2/teams/team_one", undefined, two)).status).toBe(404);
  const { body } = await vercel.call("GET", "/v10/projects", undefined, two);
  expect((body as { projects: object[] }).projects).toHaveLength(1);
});

test("a zone, and a record in it, is there for its own team alone", async () => {
  await using vercel = await temporaryVercel();
  const record = { name: "api", type: "A", value: "192.0.2.1" };
  const { uid } = (await vercel.call("POST", "/v4/domains/one.test/records", record)).body as { uid: string };
  expect((await vercel.call("POST", "/v4/domains/one.test/records", record, two)).status).toBe(404);
  expect((await vercel.call("GET", `/domains/records/${uid}`, undefined, two)).status).toBe(404);
  expect((await vercel.call("PATCH", `/v4/domains/records/${uid}`, { ttl: 90 }, two)).status).toBe(404);
  expect((await vercel.call("DELETE", `/v2/domains/one.test/records/${uid}`, undefined, two)).status).toBe(404);
  expect((await vercel.call("GET", `/domains/records/${uid}`)).body).toMatchObject({ value: "192.0.2.1" });
});
