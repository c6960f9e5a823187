import { expect, test } from "vitest";
import { ACCOUNTS, temporaryVercel } from "../test-vercel.ts";

const two = ACCOUNTS[1].token;
const path = "/v10/projects/web/domains";

test("a domain of a zone of one's own is verified, and leads here", async () => {
  await using vercel = await temporaryVercel({ verifyDomain: async () => false });
  await vercel.call("POST", "/v10/projects", { name: "web" });
  const added = await vercel.call("POST", path, { name: "APP.one.test" });
  expect(added.body).toMatchObject({ name: "app.one.test", apexName: "one.test", verified: true });
  expect(added.body).not.toHaveProperty("verification");
  const config = await vercel.call("GET", "/v6/domains/app.one.test/config?projectIdOrName=web");
  expect(config.body).toMatchObject({ misconfigured: false, configuredBy: "CNAME" });
});

test("another is verified once its DNS leads here, and stays so", async () => {
  let leadsHere = false;
  await using vercel = await temporaryVercel({ verifyDomain: async (name) => leadsHere && name === "elsewhere.test" });
  await vercel.call("POST", "/v10/projects", { name: "web" });
  const added = await vercel.call("POST", path, { name: "elsewhere.test" });
  const challenge = { type: "TXT", domain: "_vercel.elsewhere.test" };
  expect(added.body).toMatchObject({ verified: false, verification: [challenge] });
  const config = "/v6/domains/elsewhere.test/config";
  expect((await vercel.call("GET", config)).body).toMatchObject({ misconfigured: true, configuredBy: null });
  const verify = "/v9/projects/web/domains/elsewhere.test/verify";
  expect(await vercel.call("POST", verify)).toMatchObject({
    status: 400,
    body: { error: { code: "missing_txt_record" } },
  });
  leadsHere = true;
  expect((await vercel.call("POST", verify)).body).toMatchObject({ verified: true });
  expect((await vercel.call("GET", config)).body).toMatchObject({ misconfigured: false, configuredBy: "A" });
  leadsHere = false;
  expect((await vercel.call("GET", "/v9/projects/web/domains/elsewhere.test")).body).toMatchObject({ verified: true });
});

test("a domain of another team's zone needs the TXT record there", async () => {
  await using vercel = await temporaryVercel();
  await vercel.call("POST", "/v10/projects", { name: "web" });
  const added = (await vercel.call("POST", path, { name: "www.two.test" })).body as {
    verification: { value: string }[];
  };
  const verify = "/v9/projects/web/domains/www.two.test/verify";
  expect((await vercel.call("POST", verify)).status).toBe(400);
  const record = { type: "TXT", name: "_vercel", value: added.verification[0]?.value };
  expect((await vercel.call("POST", "/v2/domains/two.test/records", record, two)).status).toBe(200);
  expect((await vercel.call("POST", verify)).body).toMatchObject({ verified: true });
});

test("a domain is in one project; another team isn't told in which", async () => {
  await using vercel = await temporaryVercel();
  for (const name of ["web", "docs"]) await vercel.call("POST", "/v10/projects", { name });
  await vercel.call("POST", "/v10/projects", { name: "web" }, two);
  await vercel.call("POST", path, { name: "one.test" });
  for (const project of ["web", "docs"]) {
    const taken = await vercel.call("POST", `/v10/projects/${project}/domains`, { name: "one.test" });
    expect(taken).toMatchObject({ status: 409, body: { error: { code: "domain_already_in_use" } } });
  }
  const taken = await vercel.call("POST", path, { name: "one.test" }, two);
  expect(taken).toMatchObject({ status: 409, body: { error: { code: "domain_taken" } } });
  expect(JSON.stringify(taken.body)).not.toContain("prj_");
});

test("some of the domains are listed", async () => {
  await using vercel = await temporaryVercel();
  await vercel.call("POST", "/v10/projects", { name: "web" });
  await vercel.call("POST", path, { name: "one.test" });
  await vercel.call("POST", path, { name: "www.one.test", redirect: "one.test", redirectStatusCode: 308 });
  await vercel.call("POST", path, { name: "next.one.test", gitBranch: "next" });
  const names = async (query: string) => {
    const { body } = await vercel.call("GET", `/v9/projects/web/domains?${query}`);
    return (body as { domains: { name: string }[] }).domains.map(({ name }) => name);
  };
  expect(await names("")).toEqual(["next.one.test", "www.one.test", "one.test"]);
  expect(await names("production=true")).toEqual(["one.test"]);
  expect(await names("redirects=false&target=production")).toEqual(["one.test"]);
  expect(await names("gitBranch=next")).toEqual(["next.one.test"]);
  expect(await names("redirect=one.test&verified=true")).toEqual(["www.one.test"]);
});

test.each([
  [{}, "`name` is missing"],
  [{ name: "no domain" }, "`name` must be a domain name"],
  [{ name: "a.test", redirectStatusCode: 308 }, "`redirectStatusCode` needs `redirect`"],
  [{ name: "a.test", redirect: "a.test" }, "`redirect` must be another domain"],
  [{ name: "a.test", redirect: "b.test", redirectStatusCode: 200 }, "`redirectStatusCode`"],
])("%j is refused: %s", async (body, reason) => {
  await using vercel = await temporaryVercel();
  await vercel.call("POST", "/v10/projects", { name: "web" });
  const answer = await vercel.call("POST", path, body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(reason);
});
