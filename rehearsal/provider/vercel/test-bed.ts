import { vercel as parameterization } from "@pulumi/vercel/tables";
import { ACCOUNTS, type TemporaryVercel, temporaryVercel } from "../../vercel/test-vercel.ts";
import { type ProviderServer, serveProvider } from "../serve.ts";
import { type Subject, TestEngine, unwrapped, wireSecret } from "../test-engine.ts";

type Wire = Awaited<ReturnType<TestEngine["read"]>>["state"];

/** A resource as a test engine keeps it in its state. */
export interface Kept {
  readonly id: string;
  readonly inputs: Wire;
  readonly state: Wire;
}

/** A stand-in of Vercel, a provider that speaks to it, and an engine whose default provider acts for a team of it. */
export interface TestBed extends AsyncDisposable {
  readonly vercel: TemporaryVercel;
  readonly provider: ProviderServer;
  readonly engine: TestEngine;
  /** Checks what a program gives, and makes the resource. */
  make(subject: Subject, args: Wire): Promise<Kept>;
  /** Looks at a resource, as a refresh does; undefined when it is gone. */
  refresh(subject: Subject, kept: Kept): Promise<Kept | undefined>;
  /** The properties at which what a program gives differs from what is kept. */
  changes(subject: Subject, args: Wire, kept: Kept): Promise<{ changed: string[]; replaced: string[] }>;
  /** Changes a resource to what a program gives. */
  change(subject: Subject, args: Wire, kept: Kept): Promise<Kept>;
  /** Looks up a resource by its import id. */
  import(subject: Subject, id: string): Promise<Kept | undefined>;
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
  const checked = async (subject: Subject, args: Wire, olds: Wire = {}) => {
    const { inputs, failures } = await engine.check(subject, args, { olds });
    if (failures.length > 0) throw new Error(failures.join("; "));
    return unwrapped(inputs);
  };
  return {
    vercel,
    provider,
    engine,
    async make(subject, args) {
      const inputs = await checked(subject, args);
      const { id, state } = await engine.create(subject, inputs);
      return { id, inputs, state: unwrapped(state) };
    },
    async refresh(subject, kept) {
      const { id, inputs, state } = await engine.read(subject, kept.id, kept);
      return id === "" ? undefined : { id, inputs: unwrapped(inputs), state: unwrapped(state) };
    },
    async changes(subject, args, kept) {
      const inputs = await checked(subject, args, kept.inputs);
      const found = await engine.diff(subject, { inputs, oldInputs: kept.inputs, state: kept.state });
      return { changed: found.getDiffsList(), replaced: found.getReplacesList() };
    },
    async change(subject, args, kept) {
      const inputs = await checked(subject, args, kept.inputs);
      return { id: kept.id, inputs, state: unwrapped(await engine.update(subject, kept.id, inputs, kept.state)) };
    },
    async import(subject, importId) {
      const { id, inputs, state } = await engine.read(subject, importId);
      return id === "" ? undefined : { id, inputs: unwrapped(inputs), state: unwrapped(state) };
    },
    asked: () => vercel.requests.splice(0).map(({ method, path }) => `${method} ${path}`),
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await provider.stop();
      await vercel[Symbol.asyncDispose]();
    },
  };
}
