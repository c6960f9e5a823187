import { parseApiVariables } from "@live-listen/api/variables";
import { findEnvironment, isHosted } from "@live-listen/stacks";
import * as pulumi from "@pulumi/pulumi";
import * as runtime from "@pulumi/pulumi/runtime/index.js";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { fingerprintOf } from "./components/fingerprint.ts";
import type { Configuration } from "./configuration/keys.ts";

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const KEY = "fingerprint-key-canary-of-both-stacks";
/** As Render tells it: without a port, and of a database whose name has a suffix. */
const OWNER_URL = Object.assign(new URL("postgresql://dpg-abc-a/live_listen_staging_x1y2"), {
  username: "the_owner",
  password: "owner-canary",
}).href;
const configuration: Configuration = {
  renderApiKey: "render-canary",
  renderOwnerId: "tea-abc",
  skipDeploy: "true",
  vercelApiToken: "vercel-canary",
  vercelTeam: "team_abc",
  image: "ghcr.io/live-listen/api",
  registryUsername: "reader",
  registryToken: "registry-canary",
  release: "3f2a1b9",
  region: "frankfurt",
  apiPlan: "starter",
  databasePlan: "basic_256mb",
  databaseDiskSizeGb: 5,
  databaseHighAvailability: false,
  databaseIpAllowList: [],
  dns: "vercel",
  secretGeneration: 1,
  previousSecretGeneration: undefined,
  fingerprintKey: KEY,
  imports: {},
  thirdPartyKeys: { MAIL_KEY: "mail-canary" },
};

let declared: Declared[] = [];
/** What a resource has once it exists, by its type; a test may say otherwise. */
let made: Readonly<Record<string, object>> = {};

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      declared.push({ type, name, inputs });
      return { id: `${name}-id`, state: { ...inputs, ...stateOf(type, name, inputs), ...made[type] } };
    },
    call: ({ token }) => {
      throw new Error(`The program asks a provider for ${token}, which no test expects.`);
    },
  }),
);

beforeEach(() => {
  declared = [];
  made = {};
});

function stateOf(type: string, name: string, inputs: Readonly<Record<string, unknown>>): object {
  if (type === "random:index/randomPassword:RandomPassword") return { result: `made-${name}-${"x".repeat(32)}` };
  if (type === "render:index/postgres:Postgres") {
    const url = OWNER_URL;
    // As the provider's answer is during an update: see connection-info.ts.
    return { connectionInfo: { value: { internalConnectionString: url, externalConnectionString: url } } };
  }
  if (type === "render:index/webService:WebService") return { url: "https://live-listen-staging-api-x.onrender.com" };
  if (type === "render:index/project:Project") {
    const environments = Object.entries(inputs.environments as Record<string, object>);
    return {
      environments: Object.fromEntries(environments.map(([key, given]) => [key, { ...given, id: `evm-${key}` }])),
    };
  }
  return {};
}

/** What a secret holds: the engine hands secrets over wrapped. */
function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null && "value" in value ? value.value : value;
}

async function bringUp(name: string, change: Partial<Configuration> = {}): Promise<Record<string, unknown>> {
  const { HostedEnvironment } = await import("./hosted-environment.ts");
  const row = findEnvironment(name);
  if (!row || !isHosted(row)) throw new Error(`${name} is no hosted environment.`);
  const { outputs } = new HostedEnvironment(name, { row, configuration: { ...configuration, ...change } });
  const resolved = await new Promise<Record<string, unknown>>((resolve) => pulumi.output(outputs).apply(resolve));
  // What no output waits for is declared a little later. The SDK leaves this out of its declarations.
  await (runtime as typeof runtime & { waitForRPCs(): Promise<void> }).waitForRPCs();
  return resolved;
}

function only(type: string): Readonly<Record<string, unknown>> {
  const [found, another] = declared.filter((resource) => resource.type === type);
  if (!found || another) throw new Error(`The program declares ${found ? "several" : "no"} ${type}.`);
  return found.inputs;
}

function envVars(): Record<string, unknown> {
  const given = plain(only("render:index/webService:WebService").envVars) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(given).map(([key, { value }]) => [key, plain(value)]));
}

describe("the database", () => {
  test("is the environment's own, in its own project, and closed to the world", async () => {
    await bringUp("staging");
    expect(only("render:index/postgres:Postgres")).toMatchObject({
      name: "live-listen-staging",
      databaseName: "live_listen_staging",
      databaseUser: "live_listen_staging_owner",
      version: "18",
      region: "frankfurt",
      plan: "basic_256mb",
      diskSizeGb: 5,
      highAvailabilityEnabled: false,
      environmentId: "evm-staging",
      ipAllowLists: [],
    });
  });

  test("what the configuration asks for in vain is told, and how to come by it", async () => {
    const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
    made = { "render:index/postgres:Postgres": { region: "oregon", version: "17" } };
    await bringUp("staging");
    const told = warn.mock.calls.map(([sentence]) => sentence);
    expect(told).toContainEqual(expect.stringMatching(/^region stays oregon and does not become frankfurt/));
    expect(told).toContainEqual(expect.stringMatching(/^version stays 17 and does not become 18/));
    expect(told).toHaveLength(2);
    warn.mockRestore();
  });
});

describe("the API", () => {
  test("runs the image of the release, drops the owner's URL, and is switched to when it is healthy", async () => {
    await bringUp("staging");
    expect(only("render:index/webService:WebService")).toMatchObject({
      name: "live-listen-staging-api",
      runtimeSource: {
        image: { imageUrl: "ghcr.io/live-listen/api", tag: "3f2a1b9", registryCredentialId: "staging-registry-id" },
      },
      preDeployCommand: "node src/migrate.ts up",
      startCommand: "env -u MIGRATION_DATABASE_URL node src/main.ts",
      healthCheckPath: "/healthz",
      numInstances: 1,
      maxShutdownDelaySeconds: 60,
      environmentId: "evm-staging",
      customDomains: [{ name: "api.staging.live-listen.app" }],
      previews: { generation: "off" },
    });
  });

  test("gets the variables of its schema, and the third parties' keys, and nothing else", async () => {
    await bringUp("staging");
    const { MAIL_KEY, ...own } = envVars();
    expect(MAIL_KEY).toBe("mail-canary");
    expect(own).toEqual({
      APP_ENV: "staging",
      WEB_URL: "https://staging.live-listen.app",
      API_URL: "https://api.staging.live-listen.app",
      WS_URL: "wss://api.staging.live-listen.app",
      LOG_LEVEL: "info",
      JWT_SECRET: `made-staging-jwt-secret-1-${"x".repeat(32)}`,
      DATABASE_URL: `postgres://live_listen_staging_app_1:made-staging-app-password-1-${"x".repeat(32)}@dpg-abc-a:5432/live_listen_staging_x1y2`,
      MIGRATION_DATABASE_URL: OWNER_URL,
    });
    expect(parseApiVariables(own as Record<string, string>)).toMatchObject({ ok: true });
  });

  test("a rotation makes new secrets beside the present ones, which stay valid", async () => {
    await bringUp("staging", { secretGeneration: 2, previousSecretGeneration: 1 });
    const { JWT_SECRET, JWT_SECRET_PREVIOUS, DATABASE_URL } = envVars();
    expect(JWT_SECRET).toMatch(/^made-staging-jwt-secret-2-/);
    expect(JWT_SECRET_PREVIOUS).toMatch(/^made-staging-jwt-secret-1-/);
    expect(DATABASE_URL).toMatch(/^postgres:\/\/live_listen_staging_app_2:made-staging-app-password-2-/);
    const passwords = declared.filter(({ type }) => type === "random:index/randomPassword:RandomPassword");
    expect(passwords.map(({ name }) => name).sort()).toEqual([
      "staging-app-password-1",
      "staging-app-password-2",
      "staging-jwt-secret-1",
      "staging-jwt-secret-2",
    ]);
  });
});

describe("the web bundle", () => {
  test("has a project of its own whose domain moves by releases alone, and variables that can be read back", async () => {
    await bringUp("staging");
    expect(only("vercel:index/project:Project")).toMatchObject({
      name: "live-listen-staging",
      teamId: "team_abc",
      autoAssignCustomDomains: false,
    });
    expect(only("vercel:index/project:Project")).not.toHaveProperty("framework");
    expect(only("vercel:index/projectDomain:ProjectDomain")).toMatchObject({
      domain: "staging.live-listen.app",
      projectId: "staging-web-id",
      teamId: "team_abc",
    });
    const variables = declared.filter(({ type }) => type.endsWith(":ProjectEnvironmentVariable"));
    expect(
      variables.map(({ inputs }) => [inputs.key, plain(inputs.value), inputs.targets, inputs.sensitive]).sort(),
    ).toEqual([
      ["NEXT_PUBLIC_API_URL", "https://api.staging.live-listen.app", ["production"], false],
      ["NEXT_PUBLIC_APP_ENV", "staging", ["production"], false],
      ["NEXT_PUBLIC_WS_URL", "wss://api.staging.live-listen.app", ["production"], false],
    ]);
  });

  test("a personal account of Vercel has no team", async () => {
    await bringUp("staging", { vercelTeam: undefined });
    for (const { type, inputs } of declared) if (type.startsWith("vercel:")) expect(inputs.teamId).toBeUndefined();
  });
});

describe("names", () => {
  test("that Vercel keeps are declared", async () => {
    const outputs = await bringUp("staging");
    expect(only("vercel:index/dnsRecord:DnsRecord")).toMatchObject({
      domain: "live-listen.app",
      name: "api.staging",
      type: "CNAME",
      value: "live-listen-staging-api-x.onrender.com",
    });
    expect(outputs.dnsRecordsToMake).toEqual([]);
  });

  test("that somebody else keeps are told", async () => {
    const outputs = await bringUp("staging", { dns: "external" });
    expect(declared.filter(({ type }) => type.endsWith(":DnsRecord"))).toEqual([]);
    expect(outputs.dnsRecordsToMake).toEqual([
      { name: "api.staging", type: "CNAME", value: "live-listen-staging-api-x.onrender.com" },
      { name: "staging", type: "CNAME", value: "cname.vercel-dns.com" },
    ]);
  });
});

describe("outputs", () => {
  test("tell what a release needs, and hold no secret", async () => {
    const outputs = await bringUp("staging");
    expect(outputs).toMatchObject({
      environment: "staging",
      image: "ghcr.io/live-listen/api",
      renderOwnerId: "tea-abc",
      renderProjectId: "staging-project-id",
      renderEnvironmentId: "evm-staging",
      databaseId: "staging-database-id",
      databaseName: "live_listen_staging_x1y2",
      databaseAppRole: "live_listen_staging_app_1",
      apiServiceId: "staging-api-id",
      apiServiceUrl: "https://live-listen-staging-api-x.onrender.com",
      vercelTeamId: "team_abc",
      vercelProjectId: "staging-web-id",
    });
    expect(JSON.stringify(outputs)).not.toMatch(/canary|made-staging/);
  });

  test("hold fingerprints by which two stacks can be compared", async () => {
    const { fingerprints } = await bringUp("staging");
    expect(fingerprints).toMatchObject({
      jwtSecret: fingerprintOf(KEY, `made-staging-jwt-secret-1-${"x".repeat(32)}`),
      databaseHost: fingerprintOf(KEY, "dpg-abc-a"),
      "thirdPartyKeys.MAIL_KEY": fingerprintOf(KEY, "mail-canary"),
    });
  });
});

test("staging and production declare nothing of the same name, and share no value but what is exempt", async () => {
  await bringUp("staging");
  const staging = declared;
  declared = [];
  await bringUp("production");
  const names = (resources: readonly Declared[]) =>
    resources.flatMap(({ name, inputs }) => [name, ...(typeof inputs.name === "string" ? [inputs.name] : [])]);
  const shared = names(staging).filter((name) => names(declared).includes(name));
  expect(shared).toEqual([]);
  const project = declared.find(({ type }) => type === "render:index/project:Project");
  expect(project?.inputs).toMatchObject({ environments: { production: { protectedStatus: "protected" } } });
});

test("what is at a platform already is taken in by the name that the configuration gives", async () => {
  const { importing } = await import("./components/importing.ts");
  const transform = importing({ "staging-api": "srv-1" });
  const resource = (name: string) => ({
    name,
    type: "t",
    props: {},
    opts: { protect: true },
    resource: {} as pulumi.Resource,
  });
  expect(transform(resource("staging-api"))).toEqual({ props: {}, opts: { protect: true, import: "srv-1" } });
  expect(transform(resource("staging-web"))).toBeUndefined();
  expect(transform(resource("toString"))).toBeUndefined();
});
