import { vercel as parameterization } from "@pulumi/vercel/tables";
import { ACCOUNTS, type TemporaryVercel, temporaryVercel } from "../../vercel/test-vercel.ts";
import { type ProviderServer, serveProvider } from "../serve.ts";
import { TestEngine, wireSecret } from "../test-engine.ts";
import { type TestResources, testResources, type Wire } from "../test-resources.ts";

export type { Kept } from "../test-resources.ts";

/** A stand-in of Vercel, a provider that speaks to it, and an engine whose default provider acts for a team of it. */
export interface TestBed extends TestResources, AsyncDisposable {
  readonly vercel: TemporaryVercel;
  readonly provider: ProviderServer;
  readonly engine: TestEngine;
  /** What was asked of the stand-in since the last time, as `METHOD /path`. */
  asked(): string[];
}

/** The resource types of the package. */
export const TYPES = {
  project: "vercel:index/project:Project",
  domain: "vercel:index/projectDomain:ProjectDomain",
  variable: "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
  retention: "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention",
  record: "vercel:index/dnsRecord:DnsRecord",
} as const;

/** Sets a test bed up; to be disposed of when the tests are done. */
export async function makeTestBed(
  configuration: Wire = {},
  options: Parameters<typeof temporaryVercel>[0] = {},
): Promise<TestBed> {
  const vercel = await temporaryVercel(options);
  const provider = await serveProvider({ platforms: { vercel: { url: vercel.url } } });
  const token = { apiToken: wireSecret(ACCOUNTS[0].token) };
  const engine = await TestEngine.connect(provider.port, "vercel", { ...token, ...configuration }, parameterization);
  return {
    ...testResources(engine),
    vercel,
    provider,
    engine,
    asked: () => vercel.requests.splice(0).map(({ method, path }) => `${method} ${path}`),
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await provider.stop();
      await vercel[Symbol.asyncDispose]();
    },
  };
}
