import { render as parameterization } from "@pulumi/render/tables";
import { postgresMajorVersion } from "../../postgres/index.ts";
import { type TemporaryRender, temporaryRender, WORKSPACES } from "../../render/test-render.ts";
import { type ProviderServer, serveProvider } from "../serve.ts";
import { TestEngine, wireSecret } from "../test-engine.ts";
import { type TestResources, testResources, type Wire } from "../test-resources.ts";

export type { Kept } from "../test-resources.ts";

/** A stand-in of Render, a provider that speaks to it, and an engine whose default provider acts for a workspace of it. */
export interface TestBed extends TestResources, AsyncDisposable {
  readonly render: TemporaryRender;
  readonly provider: ProviderServer;
  readonly engine: TestEngine;
  /** What was asked of the stand-in since the last time, as `METHOD /v1/path`. */
  asked(): string[];
}

/** The resource types of the package. */
export const TYPES = {
  project: "render:index/project:Project",
  credential: "render:index/registryCredential:RegistryCredential",
  postgres: "render:index/postgres:Postgres",
  service: "render:index/webService:WebService",
  notification: "render:index/notificationSetting:NotificationSetting",
} as const;

/** What a resource of each type is made of. */
export const ARGS = {
  project: { name: "app", environments: { main: { name: "staging", protectedStatus: "unprotected" } } },
  credential: { name: "registry", registry: "GITHUB", username: "bot", authToken: "t0ken-canary" },
  postgres: {
    name: "main",
    plan: "basic_256mb",
    region: "frankfurt",
    version: String(postgresMajorVersion),
    databaseName: "app",
    databaseUser: "app",
  },
  service: {
    name: "api",
    plan: "starter",
    region: "frankfurt",
    runtimeSource: { image: { imageUrl: "ghcr.io/example/api", tag: "v1" } },
    startCommand: "node main.js",
    preDeployCommand: "node migrate.js",
    healthCheckPath: "/healthz",
    maxShutdownDelaySeconds: 60,
    numInstances: 1,
    previews: { generation: "off" },
    customDomains: [{ name: "api.one.test" }],
    envVars: { LOG_LEVEL: { value: "info" }, TOKEN: { value: "t0ken-canary" } },
  },
  notification: { emailEnabled: true, notificationsToSend: "failure" },
} as const satisfies Record<keyof typeof TYPES, Wire>;

/** The options of the provider, for the first workspace. */
export const CONFIGURATION: Wire = {
  apiKey: wireSecret(WORKSPACES[0].apiKey),
  ownerId: WORKSPACES[0].ownerId,
  skipDeployAfterServiceUpdate: "true",
};

/** Sets a test bed up; to be disposed of when the tests are done. */
export async function makeTestBed(
  configuration: Wire = {},
  options: Parameters<typeof temporaryRender>[0] = {},
): Promise<TestBed> {
  const render = await temporaryRender(options);
  const provider = await serveProvider({ platforms: { render: { url: render.url } } });
  const given = { ...CONFIGURATION, ...configuration };
  const engine = await TestEngine.connect(provider.port, "render", given, parameterization).catch(async (error) => {
    await provider.stop();
    await render[Symbol.asyncDispose]();
    throw error;
  });
  return {
    ...testResources(engine),
    render,
    provider,
    engine,
    asked: () => render.requests.splice(0).map(({ method, path }) => `${method} ${path}`),
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await provider.stop();
      await render[Symbol.asyncDispose]();
    },
  };
}
