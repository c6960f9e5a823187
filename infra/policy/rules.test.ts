import { environments, type HostedEnvironment, isHosted } from "@live-listen/stacks";
import { describe, expect, test } from "vitest";
import type { DeclaredResource } from "./rule.ts";
import { rules } from "./rules.ts";

const [staging, production] = environments.filter(isHosted);
if (!staging || !production) throw new Error("The matrix lacks staging or production.");

/** As the program declares an environment. */
function declaredFor(row: HostedEnvironment) {
  const name = row.name;
  const resource = (type: string, what: string, properties: DeclaredResource["properties"]): DeclaredResource => ({
    type,
    name: `${name}-${what}`,
    properties,
    isProtected: what === "database",
  });
  const values = { APP_ENV: row.appEnv, API_URL: row.apiUrl, WEB_URL: row.webUrl, WS_URL: row.wsUrl };
  return {
    database: resource("render:index/postgres:Postgres", "database", {
      name: `live-listen-${name}`,
      region: "frankfurt",
      plan: "pro_4gb",
      highAvailabilityEnabled: true,
      ipAllowLists: [],
    }),
    api: resource("render:index/webService:WebService", "api", {
      name: `live-listen-${name}-api`,
      region: "frankfurt",
      runtimeSource: { image: { imageUrl: "ghcr.io/live-listen/api", tag: "3f2a1b9" } },
      customDomains: [{ name: new URL(row.apiUrl).hostname }],
      previews: { generation: "off" },
      envVars: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }])),
    }),
    web: resource("vercel:index/project:Project", "web", {
      name: `live-listen-${name}`,
      autoAssignCustomDomains: false,
    }),
    domain: resource("vercel:index/projectDomain:ProjectDomain", "web-domain", {
      domain: new URL(row.webUrl).hostname,
    }),
    variable: resource("vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable", "variable", {
      key: "NEXT_PUBLIC_APP_ENV",
      value: row.appEnv,
      sensitive: false,
    }),
  };
}

type Declared = ReturnType<typeof declaredFor>;

function brokenBy(
  row: HostedEnvironment,
  change: Partial<Record<keyof Declared, Partial<DeclaredResource["properties"]>>>,
) {
  const resources = Object.entries(declaredFor(row)).map(([key, resource]) => ({
    ...resource,
    properties: { ...resource.properties, ...change[key as keyof Declared] },
  }));
  return rules.flatMap(({ name, broken }) => broken(resources, row).map((sentence) => `${name}: ${sentence}`));
}

test.each([staging, production])("$name as it is declared breaks no rule", (row) => {
  expect(brokenBy(row, {})).toEqual([]);
});

describe("each rule is broken by", () => {
  const api = declaredFor(staging).api.properties;
  test.each<[string, Parameters<typeof brokenBy>[1], string]>([
    [
      "a name without its environment",
      { web: { name: "live-listen" } },
      "environment-in-names: staging-web is called live-listen, without staging in it",
    ],
    [
      "a name of another environment",
      { database: { name: "staging-of-production" } },
      "environment-in-names: staging-database is called staging-of-production, after production",
    ],
    [
      "a tag that moves",
      { api: { runtimeSource: { image: { imageUrl: "x", tag: "main" } } } },
      "image-that-never-moves: staging-api runs the image tag main, which may be another image tomorrow",
    ],
    [
      "no tag at all",
      { api: { runtimeSource: { image: { imageUrl: "x" } } } },
      "image-that-never-moves: staging-api runs the image tag latest, which may be another image tomorrow",
    ],
    [
      "another domain",
      { domain: { domain: "live-listen.app" } },
      "matrix-domains: staging-web-domain is live-listen.app and not staging.live-listen.app",
    ],
    [
      "an API without its domain",
      { api: { customDomains: [] } },
      "matrix-domains: staging-api answers under no domain and not under api.staging.live-listen.app",
    ],
    [
      "a URL of another environment",
      { api: { envVars: { ...(api.envVars as object), WEB_URL: { value: "https://live-listen.app" } } } },
      "matrix-domains: staging-api has not https://staging.live-listen.app for WEB_URL",
    ],
    [
      "a page of another environment",
      { variable: { value: "production" } },
      "matrix-domains: staging-variable is not staging",
    ],
    [
      "a repository at Vercel",
      { web: { gitRepository: { repo: "a/b" } } },
      "no-auto-deploy: staging-web deploys from a repository",
    ],
    [
      "a domain that moves by itself",
      { web: { autoAssignCustomDomains: true } },
      "no-auto-deploy: staging-web gives its domain to every new deployment",
    ],
    [
      "previews",
      { api: { previews: { generation: "automatic" } } },
      "no-auto-deploy: staging-api doesn't turn previews off",
    ],
    [
      "a repository at Render",
      { api: { runtimeSource: { image: { tag: "3f2a1b9" }, docker: {} } } },
      "no-auto-deploy: staging-api is built from a repository (docker)",
    ],
    [
      "a secret that Vercel shows",
      { variable: { key: "JWT_SECRET" } },
      "no-plain-secrets: staging-variable shows JWT_SECRET in plain",
    ],
    [
      "a secret under a public name",
      { variable: { key: "NEXT_PUBLIC_API_TOKEN" } },
      "no-plain-secrets: staging-variable shows NEXT_PUBLIC_API_TOKEN in plain",
    ],
    [
      "a database that is open to the world",
      { database: { ipAllowLists: [{ cidrBlock: "0.0.0.0/0" }] } },
      "production-database: staging-database lets everybody in (0.0.0.0/0)",
    ],
    ["two regions", { api: { region: "ohio" } }, "same-region: staging-api runs in ohio and its database in frankfurt"],
  ])("%s", (_what, change, sentence) => {
    expect(brokenBy(staging, change)).toEqual([sentence]);
  });

  test.each<[string, Parameters<typeof brokenBy>[1], string]>([
    [
      "a small plan",
      { database: { plan: "basic_256mb" } },
      "production-database: production-database has the plan basic_256mb, which is too small",
    ],
    [
      "no standby",
      { database: { highAvailabilityEnabled: false } },
      "production-database: production-database is not highly available",
    ],
    [
      "an address outside of Render",
      { database: { ipAllowLists: [{ cidrBlock: "203.0.113.0/24" }] } },
      "production-database: production-database lets in 203.0.113.0/24 from outside of Render",
    ],
  ])("%s in production, and not in staging", (_what, change, sentence) => {
    expect(brokenBy(production, change)).toEqual([sentence]);
    expect(brokenBy(staging, change)).toEqual([]);
  });

  test("a database that nothing protects", () => {
    const { database } = declaredFor(staging);
    const broken = rules.flatMap((rule) => rule.broken([{ ...database, isProtected: false }], staging));
    expect(broken).toEqual(["staging-database is not protected"]);
  });
});
