import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Subject } from "../test-engine.ts";
import { type Kept, makeTestBed, type TestBed, TYPES } from "./test-bed.ts";

let bed: TestBed;
beforeEach(async () => {
  bed = await makeTestBed();
});
afterEach(() => bed[Symbol.asyncDispose]());

const web: Subject = { type: TYPES.project, name: "web" };
const project = { name: "web", autoAssignCustomDomains: false, outputDirectory: "dist" };

type Args = Parameters<TestBed["make"]>[1];

/** What a resource of each type is made of, and changed to; `projectId` is filled in. */
const CHILDREN = {
  domain: { domain: "app.one.test" },
  variable: { key: "URL", value: "https://api.test", sensitive: false, targets: ["production"] },
  "sensitive variable": { key: "TOKEN", value: "t0ken", sensitive: true, targets: ["production", "preview"] },
  retention: { expirationPreview: "1w", expirationProduction: "1y" },
  record: { domain: "one.test", name: "api", type: "CNAME", value: "host.test" },
} satisfies Record<string, Args>;

const CHANGED: Record<keyof typeof CHILDREN, Args> = {
  domain: { domain: "app.one.test", redirect: "one.test", redirectStatusCode: 308 },
  variable: { ...CHILDREN.variable, value: "https://other.test", targets: ["production", "preview"] },
  "sensitive variable": { ...CHILDREN["sensitive variable"], value: "another" },
  retention: { expirationPreview: "1m", expirationProduction: "1y" },
  record: { ...CHILDREN.record, value: "other.test", ttl: 300 },
};

/** What a person has done to each by hand, and the property at which that is seen. */
const BY_HAND: Record<keyof typeof CHILDREN, (kept: Kept, projectId: string) => [string, string, object, string]> = {
  domain: ({ id }, at) => ["PATCH", `/v9/projects/${at}/domains/${id}`, { redirect: "one.test" }, "redirect"],
  variable: ({ id }, at) => ["PATCH", `/v9/projects/${at}/env/${id}`, { value: "by hand" }, "value"],
  "sensitive variable": ({ id }, at) => ["PATCH", `/v9/projects/${at}/env/${id}`, { target: ["preview"] }, "targets"],
  retention: (_, at) => [
    "PATCH",
    `/v9/projects/${at}/deployment-expiration`,
    { expiration: "2m", expirationProduction: "1y", expirationCanceled: "1m", expirationErrored: "3m" },
    "expirationPreview",
  ],
  record: ({ id }) => ["PATCH", `/v4/domains/records/${id}`, { value: "hand.test" }, "value"],
};

const NAMES = Object.keys(CHILDREN) as (keyof typeof CHILDREN)[];

function subjectOf(name: keyof typeof CHILDREN): Subject {
  return { type: TYPES[name === "sensitive variable" ? "variable" : name], name };
}

function argsOf(name: keyof typeof CHILDREN, projectId: string, all: Record<string, Args> = CHILDREN): Args {
  return { ...(name !== "record" && { projectId }), ...all[name] };
}

describe("a project", () => {
  test("is made, is the same when looked at again, changes in place, and is deleted", async () => {
    const kept = await bed.make(web, project);
    expect(kept.id).toMatch(/^prj_/);
    expect(kept.state).toMatchObject({ ...project, gitForkProtection: true, oidcTokenConfig: { issuerMode: "team" } });
    expect(await bed.changes(web, project, kept)).toEqual({ changed: [], replaced: [] });
    const seen = await bed.refresh(web, kept);
    expect(seen).toEqual(kept);
    const changed = await bed.change(web, { ...project, buildCommand: "make", name: "site" }, kept);
    expect(changed.state).toMatchObject({ name: "site", buildCommand: "make", outputDirectory: "dist" });
    await bed.engine.delete(web, kept.id, kept.state);
    expect(await bed.refresh(web, changed)).toBeUndefined();
    await bed.engine.delete(web, kept.id, kept.state);
  });

  test("that was changed by hand is seen so, and repaired", async () => {
    const kept = await bed.make(web, project);
    await bed.vercel.call("PATCH", "/v9/projects/web", {
      outputDirectory: null,
      installCommand: "npm ci",
      autoAssignCustomDomains: true,
    });
    const seen = (await bed.refresh(web, kept)) as Kept;
    const { changed } = await bed.changes(web, project, seen);
    expect(changed.sort()).toEqual(["autoAssignCustomDomains", "installCommand", "outputDirectory"]);
    const repaired = await bed.change(web, project, seen);
    expect(await bed.changes(web, project, repaired)).toEqual({ changed: [], replaced: [] });
    const now = (await bed.vercel.call("GET", "/v9/projects/web")).body;
    expect(now).toMatchObject({ outputDirectory: "dist", installCommand: null, autoAssignCustomDomains: false });
  });

  test("keeps what the program leaves to Vercel when something else is changed", async () => {
    const kept = await bed.make(web, project);
    await bed.vercel.call("PATCH", "/v9/projects/web", {
      nodeVersion: "20.x",
      directoryListing: true,
      ssoProtection: null,
    });
    const seen = (await bed.refresh(web, kept)) as Kept;
    expect(await bed.changes(web, project, seen)).toEqual({ changed: [], replaced: [] });
    await bed.change(web, { ...project, rootDirectory: "app" }, seen);
    const now = (await bed.vercel.call("GET", "/v9/projects/web")).body;
    expect(now).toMatchObject({
      nodeVersion: "20.x",
      directoryListing: true,
      ssoProtection: null,
      rootDirectory: "app",
    });
  });

  test("with everything set comes back as it was asked for", async () => {
    const all = {
      ...project,
      vercelAuthentication: { deploymentType: "none" },
      passwordProtection: { deploymentType: "standard_protection", password: "letmein" },
      trustedIps: {
        deploymentType: "only_production_deployments",
        protectionMode: "trusted_ip_optional",
        addresses: [{ value: "192.0.2.1", note: "office" }, { value: "192.0.2.2" }],
      },
      oidcTokenConfig: { issuerMode: "global" },
      optionsAllowlist: { paths: [{ value: "/api" }] },
      gitComments: { onCommit: true, onPullRequest: false },
      resourceConfig: { fluid: false, functionDefaultRegions: ["fra1"], functionDefaultTimeout: 60 },
      buildMachineType: "elastic",
      skewProtection: "12 hours",
      nodeVersion: "22.x",
      ignoreCommand: "exit 1",
      previewDeploymentsDisabled: true,
    };
    const kept = await bed.make(web, all);
    expect(await bed.changes(web, all, kept)).toEqual({ changed: [], replaced: [] });
    const seen = (await bed.refresh(web, kept)) as Kept;
    expect(await bed.changes(web, all, seen)).toEqual({ changed: [], replaced: [] });
  });
});

describe.each(NAMES)("a %s", (name) => {
  const subject = subjectOf(name);
  let owner: Kept;
  let kept: Kept;
  beforeEach(async () => {
    owner = await bed.make(web, project);
    kept = await bed.make(subject, argsOf(name, owner.id));
  });

  test("is as it was asked for, and the same when looked at again", async () => {
    expect(kept.state).toMatchObject(argsOf(name, owner.id));
    expect(await bed.changes(subject, argsOf(name, owner.id), kept)).toEqual({ changed: [], replaced: [] });
    expect(await bed.refresh(subject, kept)).toEqual(kept);
  });

  test("changes in place", async () => {
    const wanted = argsOf(name, owner.id, CHANGED);
    const { changed, replaced } = await bed.changes(subject, wanted, kept);
    expect(changed.length).toBeGreaterThan(0);
    expect(replaced).toEqual([]);
    const after = await bed.change(subject, wanted, kept);
    expect(after.state).toMatchObject(wanted);
    expect(await bed.refresh(subject, after)).toEqual(after);
  });

  test("that was changed by hand is seen so, and repaired", async () => {
    const [method, path, body, property] = BY_HAND[name](kept, owner.id);
    expect((await bed.vercel.call(method, path, body)).status).toBe(200);
    const seen = (await bed.refresh(subject, kept)) as Kept;
    const wanted = argsOf(name, owner.id);
    expect(await bed.changes(subject, wanted, seen)).toEqual({ changed: [property], replaced: [] });
    const repaired = await bed.change(subject, wanted, seen);
    expect(await bed.refresh(subject, repaired)).toEqual(repaired);
    expect(await bed.changes(subject, wanted, repaired)).toEqual({ changed: [], replaced: [] });
  });

  test("is deleted, once or twice, and gone with its project", async () => {
    await bed.engine.delete(subject, kept.id, kept.state);
    await bed.engine.delete(subject, kept.id, kept.state);
    if (name !== "retention") expect(await bed.refresh(subject, kept)).toBeUndefined();
    await bed.engine.delete(web, owner.id, owner.state);
    expect(await bed.refresh(subject, kept)).toBeUndefined();
    await bed.engine.delete(subject, kept.id, kept.state);
  });

  // A record is in no project.
  if (name !== "record") {
    test("is made anew in another project", async () => {
      const { replaced } = await bed.changes(subject, { ...argsOf(name, owner.id), projectId: "prj_other" }, kept);
      expect(replaced).toEqual(["projectId"]);
    });
  }
});
