import { join } from "node:path";
import { expect } from "vitest";
import { z } from "zod";
import { type Pace, paceOf } from "../../pace.ts";
import { makeTemporaryFolder } from "../../postgres/temporary-folder.ts";
import type { RenderOptions } from "../index.ts";
import { type TemporaryRender, temporaryRender, WEB_SERVICE } from "../test-render.ts";
import { makeService } from "../test-service.ts";
import { publishApp } from "./test-app.ts";
import { TestEdge } from "./test-edge.ts";

/** A minute of Render's is 60 ms. */
const FAST = paceOf(1000);

/** The host of the first service that is called as the least one is. */
export const HOST = "api.onrender.com";

const deploySchema = z.object({
  id: z.string(),
  status: z.string(),
  trigger: z.string(),
  image: z.object({ ref: z.string(), sha: z.string().optional() }),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
});
const whoSchema = z.object({ version: z.string(), instance: z.string(), host: z.string(), pid: z.number() });
const logsSchema = z.object({
  logs: z.array(z.object({ message: z.string(), labels: z.array(z.object({ name: z.string(), value: z.string() })) })),
});

export type TestDeploy = z.output<typeof deploySchema>;

/** Where a stand-in is, and what its services are made of. */
interface Parts {
  readonly edge: TestEdge;
  /** The digests of the versions 1 and 2 of the app. */
  readonly digests: readonly [string, string];
  readonly store: string;
  readonly folder: string;
}

/** A stand-in whose services run, for one test. */
export class RunningRender implements AsyncDisposable, Parts {
  readonly edge: TestEdge;
  readonly digests: readonly [string, string];
  readonly store: string;
  readonly folder: string;
  readonly #own: AsyncDisposableStack;
  readonly #options: Partial<RenderOptions>;
  #render: TemporaryRender | undefined;

  constructor(parts: Parts, options: Partial<RenderOptions>, own: AsyncDisposableStack) {
    ({ edge: this.edge, digests: this.digests, store: this.store, folder: this.folder } = parts);
    this.#options = options;
    this.#own = own;
  }

  get render(): TemporaryRender {
    if (this.#render) return this.#render;
    throw new Error("the stand-in isn't started");
  }

  /** Starts the stand-in. */
  async start(): Promise<void> {
    const { folder, store, edge } = this;
    this.#render = await temporaryRender({ folder, images: { store }, edge, pace: FAST, ...this.#options });
  }

  /** Stops the stand-in, and starts another one in its place. */
  async restart(): Promise<void> {
    await this.render.stop();
    await this.start();
  }

  /** Makes a service of version 1 and waits until its first deploy has ended. @returns its path */
  async service(serviceDetails: object = {}, given: object = {}): Promise<string> {
    const path = await makeService(this.render, {
      serviceDetails: { ...WEB_SERVICE.serviceDetails, healthCheckPath: "/healthz", ...serviceDetails },
      ...given,
    });
    await this.ended(path, (await this.newest(path)).id);
    return path;
  }

  /** Begins a deploy. @returns as it is answered */
  async begin(service: string, version: string): Promise<TestDeploy> {
    const { body } = await this.render.call("POST", `${service}/deploys`, {
      imageUrl: `ghcr.io/example/api:${version}`,
    });
    return deploySchema.parse(body);
  }

  /** Deploys a version and waits until that has ended. */
  async deploy(service: string, version: string): Promise<TestDeploy> {
    return this.ended(service, (await this.begin(service, version)).id);
  }

  async read(service: string, id: string): Promise<TestDeploy> {
    return deploySchema.parse((await this.render.call("GET", `${service}/deploys/${id}`)).body);
  }

  /** Newest first. */
  async deploys(service: string): Promise<readonly TestDeploy[]> {
    const { body } = await this.render.call("GET", `${service}/deploys`);
    return z
      .array(z.object({ deploy: deploySchema }))
      .parse(body)
      .map(({ deploy }) => deploy);
  }

  async newest(service: string): Promise<TestDeploy> {
    const [newest] = await this.deploys(service);
    if (newest) return newest;
    throw new Error(`${service} has no deploy`);
  }

  /** Waits until a deploy has ended, and gives it. */
  async ended(service: string, id: string): Promise<TestDeploy> {
    const read = () => this.read(service, id);
    await expect.poll(async () => (await read()).finishedAt, { timeout: 40_000, interval: 20 }).toBeDefined();
    return read();
  }

  /** Waits until a deploy is in a state. */
  async reaches(service: string, id: string, status: string): Promise<void> {
    await expect.poll(async () => (await this.read(service, id)).status, { timeout: 40_000, interval: 5 }).toBe(status);
  }

  /** Who answers under a host name. */
  async who(hostname = HOST): Promise<z.output<typeof whoSchema> | undefined> {
    const text = await this.edge.ask(hostname);
    return text === undefined ? undefined : whoSchema.parse(JSON.parse(text));
  }

  /** The lines that a service or a job has put out, oldest first. */
  async lines(resource: string, query = ""): Promise<readonly string[]> {
    const id = resource.split("/").at(-1);
    const asked = `/logs?ownerId=tea-one&resource=${id}&limit=100&direction=forward${query}`;
    return logsSchema.parse((await this.render.call("GET", asked)).body).logs.map(({ message }) => message);
  }

  async instances(service: string): Promise<readonly string[]> {
    const { body } = await this.render.call("GET", `${service}/instances`);
    return z
      .array(z.object({ id: z.string() }))
      .parse(body)
      .map(({ id }) => id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#render?.[Symbol.asyncDispose]();
    await this.#own.disposeAsync();
  }
}

/** Starts a stand-in whose services run, with two versions of an app in its store. */
export async function runningRender(
  options: Partial<RenderOptions> & { readonly pace?: Pace } = {},
): Promise<RunningRender> {
  const own = new AsyncDisposableStack();
  const folder = own.use(await makeTemporaryFolder()).path;
  const store = join(folder, "images");
  const digests = [await publishApp(folder, store, "1"), await publishApp(folder, store, "2")] as const;
  const edge = new TestEdge();
  const running = new RunningRender({ edge, digests, store, folder }, options, own);
  await running.start();
  return running;
}
