import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HostedStack } from "../realm.ts";
import { hostedRow, startTestRehearsal, type TestRehearsal } from "../test/rehearsal.ts";
import { assertPlan } from "../up.ts";

// One life of both environments, in the order in which a person would go through it.
let rehearsal: TestRehearsal;
let staging: HostedStack;
let production: HostedStack;

beforeAll(async () => {
  rehearsal = await startTestRehearsal();
  [staging, production] = await Promise.all([rehearsal.open("staging"), rehearsal.open("production")]);
}, 60_000);
afterAll(() => rehearsal?.close());

async function outputsOf({ stack }: HostedStack): Promise<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(await stack.outputs()).map(([name, { value }]) => [name, value]));
}

test("a preview makes nothing", async () => {
  const { steps } = await staging.stack.preview();
  expect(steps.map(({ operation }) => operation)).toEqual(steps.map(() => "create"));
  expect(await rehearsal.askRender("staging", "GET", "/postgres")).toEqual([]);
});

test("both environments are brought up", async () => {
  expect(Object.keys(await staging.stack.up())).toEqual(["create"]);
  expect(Object.keys(await production.stack.up())).toEqual(["create"]);
});

test("a second up finds nothing to do, and a refresh sees no drift", async () => {
  for (const { stack } of [staging, production]) {
    expect(Object.keys(await stack.up())).toEqual(["same"]);
    expect(Object.keys(await stack.refresh())).toEqual(["same"]);
  }
});

test("nothing is shared but what is exempt: no output, no fingerprint, no name", async () => {
  const [one, other] = [await outputsOf(staging), await outputsOf(production)];
  const exempt = [
    "fingerprintKeyId",
    "image",
    "renderOwnerId",
    "vercelTeamId",
    "dnsZone",
    "dnsKeeper",
    "dnsRecordsToMake",
  ];
  for (const name of Object.keys(one)) if (!exempt.includes(name)) expect(one[name], name).not.toEqual(other[name]);
  const [prints, others] = [one.fingerprints, other.fingerprints].map((given) => Object.values(given as object));
  expect(prints?.length).toBeGreaterThan(10);
  expect(prints?.filter((print) => others?.includes(print))).toEqual([]);
});

describe("what has changed", () => {
  test("in the configuration is changed in place", async () => {
    const before = await outputsOf(staging);
    await staging.stack.configure({ "live-listen:databasePlan": { value: "basic_1gb" } });
    const { steps } = await staging.stack.preview();
    expect(steps).toMatchObject([{ operation: "update", name: "staging-database", properties: ["plan"] }]);
    expect(await staging.stack.up()).toMatchObject({ update: 1 });
    expect(await rehearsal.askRender("staging", "GET", `/postgres/${before.databaseId}`)).toMatchObject({
      plan: "basic_1gb",
    });
    expect((await outputsOf(staging)).databaseId).toBe(before.databaseId);
  });

  test("when secrets are rotated is what the plan names, and no other variable", async () => {
    await staging.stack.configure({
      "live-listen:secretGeneration": { value: "2" },
      "live-listen:previousSecretGeneration": { value: "1" },
    });
    const { steps } = await staging.stack.preview();
    const changed = steps.find(({ name }) => name === "staging-api")?.properties.map((path) => path.split('"')[1]);
    expect(new Set(changed)).toEqual(new Set(["DATABASE_URL", "JWT_SECRET", "JWT_SECRET_PREVIOUS"]));
    await staging.stack.up();
    expect((await outputsOf(staging)).fingerprints).toMatchObject({
      previousJwtSecret: expect.any(String),
      previousAppPassword: expect.any(String),
    });
  });

  test("by hand at Render is seen and put right", async () => {
    const { databaseId } = await outputsOf(staging);
    await rehearsal.askRender("staging", "PATCH", `/postgres/${databaseId}`, { plan: "basic_4gb" });
    expect((await staging.stack.preview()).steps).toMatchObject([{ operation: "update", name: "staging-database" }]);
    await staging.stack.up();
    expect(await rehearsal.askRender("staging", "GET", `/postgres/${databaseId}`)).toMatchObject({ plan: "basic_1gb" });
    expect((await staging.stack.preview()).steps).toEqual([]);
  });

  test("by hand at Vercel is seen and put right", async () => {
    const { vercelProjectId } = await outputsOf(staging);
    const domains = `/v10/projects/${vercelProjectId}/domains`;
    await rehearsal.askVercel("staging", "DELETE", `${domains.replace("v10", "v9")}/staging.live-listen.app`);
    expect((await staging.stack.preview()).steps).toMatchObject([{ operation: "create", name: "staging-web-domain" }]);
    await staging.stack.up();
    expect(await rehearsal.askVercel("staging", "GET", `${domains.replace("v10", "v9")}`)).toMatchObject({
      domains: [{ name: "staging.live-listen.app" }],
    });
  });

  test("as the image's tag by a release is left alone", async () => {
    const { apiServiceId } = await outputsOf(staging);
    const image = { ownerId: "tea-rehearsal00000000000", imagePath: "ghcr.io/live-listen/api:aaaaaaa" };
    await rehearsal.askRender("staging", "PATCH", `/services/${apiServiceId}`, { image });
    await staging.stack.configure({ "live-listen:apiPlan": { value: "standard" } });
    expect(await staging.stack.up()).toMatchObject({ update: 1 });
    const service = (await rehearsal.askRender("staging", "GET", `/services/${apiServiceId}`)) as { imagePath: string };
    expect(service.imagePath).toBe("ghcr.io/live-listen/api:aaaaaaa");
    expect((await staging.stack.preview()).steps).toEqual([]);
  });

  test("as a region stays, since nothing is moved", async () => {
    const { databaseId } = await outputsOf(staging);
    await staging.stack.configure({
      "live-listen:region": { value: "ohio" },
      "live-listen:databaseDiskSizeGb": { value: "10" },
    });
    const warnings: string[] = [];
    const { steps } = await staging.stack.preview({ warn: (sentence) => warnings.push(sentence) });
    expect(steps).toMatchObject([{ operation: "update", name: "staging-database", properties: ["diskSizeGb"] }]);
    expect(warnings.sort()).toEqual([
      expect.stringMatching(/^staging-api: region stays frankfurt and does not become ohio/),
      expect.stringMatching(/^staging-database: region stays frankfurt and does not become ohio/),
    ]);
    await staging.stack.up();
    expect(await rehearsal.askRender("staging", "GET", `/postgres/${databaseId}`)).toMatchObject({
      diskSizeGB: 10,
      region: "frankfurt",
    });
  });
});

test("a database that somebody deleted at Render is not made anew by the way", async () => {
  const { databaseId } = await outputsOf(production);
  await rehearsal.askRender("production", "DELETE", `/postgres/${databaseId}`);
  const refused = production.stack.preview().then((plan) => assertPlan(hostedRow("production"), production, plan, []));
  await expect(refused).rejects.toThrow(
    /doesn't have production-database any more, .* --yes-replace production-database/,
  );
  // That is the word; what depends on it is given the new one's address.
  await production.stack.up();
});

test("a destroy leaves nothing but the protected database, and that goes when it is unprotected", async () => {
  await staging.stack.destroy();
  const left = await staging.stack.resources();
  expect(left.filter(({ isProtected }) => isProtected).map(({ name }) => name)).toEqual(["staging-database"]);
  expect(await rehearsal.askRender("staging", "GET", "/services?name=live-listen-staging-api")).toEqual([]);
  expect(await rehearsal.askRender("staging", "GET", "/postgres?name=live-listen-staging")).toHaveLength(1);
  const { projects } = (await rehearsal.askVercel("staging", "GET", "/v10/projects")) as {
    projects: { name: string }[];
  };
  expect(projects.map(({ name }) => name)).toEqual(["live-listen-production"]);

  for (const { urn, isProtected } of left) if (isProtected) await staging.stack.unprotect(urn);
  await staging.stack.destroy();
  expect(await rehearsal.askRender("staging", "GET", "/postgres?name=live-listen-staging")).toEqual([]);
  expect(Object.keys(await production.stack.up())).toEqual(["same"]);
});
