import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { postgresMajorVersion } from "../postgres/index.ts";
import { makeTemporaryFolder } from "../postgres/temporary-folder.ts";
import { type Render, type RenderOptions, type RenderRequest, serveRender, type Workspace } from "./index.ts";

/** A workspace with two keys, and another one. */
export const WORKSPACES = [
  { ownerId: "tea-one", name: "One", apiKey: "rnd_one" },
  { ownerId: "tea-one", name: "One", apiKey: "rnd_one_too" },
  { ownerId: "tea-two", name: "Two", apiKey: "rnd_two" },
] as const satisfies readonly Workspace[];

/** The least that a web service is made with. */
export const WEB_SERVICE = {
  type: "web_service",
  name: "api",
  ownerId: "tea-one",
  image: { imagePath: "ghcr.io/example/api:1", ownerId: "tea-one" },
  serviceDetails: { runtime: "image" },
} as const;

/** What a Postgres instance is made with. */
export const POSTGRES = {
  name: "main",
  ownerId: "tea-one",
  plan: "basic_256mb",
  version: String(postgresMajorVersion),
  databaseName: "app",
  databaseUser: "app",
} as const;

/** The answer of a request, with its body if it has one. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A stand-in for one test. */
export interface TemporaryRender extends Render, AsyncDisposable {
  readonly options: RenderOptions;
  /** Every request so far. */
  readonly requests: RenderRequest[];
  /** Makes a request of a path below `/v1`, with the first workspace's key unless another one is given. */
  call(method: string, path: string, body?: unknown, apiKey?: string): Promise<Answer>;
  /** Makes something. @returns its id */
  make(path: string, body: unknown, apiKey?: string): Promise<string>;
  /** Waits until a Postgres instance is no longer being made. @returns its status */
  made(postgres: string): Promise<string>;
  /** What a service of Render connects to a Postgres instance with. */
  connectionString(postgres: string): Promise<string>;
}

const madeService = z.object({ service: z.object({ id: z.string() }) }).transform(({ service }) => service);
const madeThing = z.union([z.object({ id: z.string() }), madeService]);
const instance = z.object({ status: z.string() });
const connectionInfo = z.object({ internalConnectionString: z.string() });

/** Where a stand-in keeps in a folder what outlives it. Its Postgres servers don't wait for the disk. */
export function placesIn(folder: string) {
  return {
    stateDirectory: join(folder, "state"),
    postgres: { dataDirectory: join(folder, "postgres"), settings: { fsync: "off" } },
  };
}

/**
 * Starts a stand-in for one test, with which it ends (`await using`).
 *
 * @param folder where its state and data are, and stay; without it they are its own, and removed with it
 */
export async function temporaryRender({
  folder,
  ...options
}: Partial<RenderOptions> & { readonly folder?: string } = {}): Promise<TemporaryRender> {
  const own = new AsyncDisposableStack();
  const path = folder ?? own.use(await makeTemporaryFolder()).path;
  const requests: RenderRequest[] = [];
  const complete: RenderOptions = {
    workspaces: WORKSPACES,
    ...placesIn(path),
    onRequest: (request) => requests.push(request),
    ...options,
  };
  const render = await serveRender(complete);
  const ask: TemporaryRender["call"] = (method, path, body, apiKey = WORKSPACES[0].apiKey) =>
    call(render.url, method, path, body, apiKey);
  return {
    ...render,
    options: complete,
    requests,
    call: ask,
    async make(path, body, apiKey) {
      const answer = await ask("POST", path, body, apiKey);
      if (answer.status > 299) throw new Error(`POST ${path} was answered ${JSON.stringify(answer)}`);
      return madeThing.parse(answer.body).id;
    },
    async made(postgres) {
      for (;;) {
        const { status } = instance.parse((await ask("GET", `/postgres/${postgres}`)).body);
        if (status !== "creating") return status;
        await sleep(50);
      }
    },
    async connectionString(postgres) {
      const { body } = await ask("GET", `/postgres/${postgres}/connection-info`);
      return connectionInfo.parse(body).internalConnectionString;
    },
    async [Symbol.asyncDispose]() {
      await render.stop();
      await own.disposeAsync();
    },
  };
}

/** Makes a request of a stand-in. */
export async function call(url: string, method: string, path: string, body: unknown, apiKey: string): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
}
