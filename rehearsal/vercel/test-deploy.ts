import { type IncomingHttpHeaders, request } from "node:http";
import { expect, vi } from "vitest";
import { z } from "zod";
import type { TemporaryVercel } from "./test-vercel.ts";

const told = z.object({
  id: z.string(),
  url: z.string(),
  readyState: z.string(),
  readySubstate: z.string().optional(),
  aliasAssigned: z.boolean(),
  errorMessage: z.string().optional(),
});

/** What a test looks at of a deployment. */
export type Told = z.output<typeof told>;

/** Makes a project. @returns its id */
export async function makeProject(vercel: TemporaryVercel, name: string, changes: object = {}): Promise<string> {
  const made = await vercel.call("POST", "/v11/projects", { name, ssoProtection: null });
  const { id } = z.object({ id: z.string() }).parse(made.body);
  if (Object.keys(changes).length > 0) {
    expect((await vercel.call("PATCH", `/v9/projects/${id}`, changes)).status).toBe(200);
  }
  return id;
}

/** Deploys files, given by path, for production, and waits until it has ended. */
export async function deploy(
  vercel: TemporaryVercel,
  project: string,
  files: Readonly<Record<string, string | object>>,
  more: object = {},
): Promise<Told> {
  const inlined = Object.entries(files).map(([file, data]) => ({
    file,
    data: typeof data === "string" ? data : JSON.stringify(data),
  }));
  const body = { name: project, project, files: inlined, target: "production", ...more };
  const made = await vercel.call("POST", "/v13/deployments", body);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return ended(vercel, told.parse(made.body).id);
}

/** Waits until a deployment has ended. */
export async function ended(vercel: Pick<TemporaryVercel, "call">, id: string): Promise<Told> {
  return vi.waitUntil(
    async () => {
      const last = told.parse((await vercel.call("GET", `/v13/deployments/${id}`)).body);
      return (last.aliasAssigned || ["ERROR", "CANCELED"].includes(last.readyState)) && last;
    },
    { timeout: 20_000, interval: 10 },
  );
}

const withRequest = z.object({ lastAliasRequest: z.object({ jobStatus: z.string() }) });

/** Waits until a project's promotion or rollback is over. @returns how it has ended */
export async function settled(vercel: Pick<TemporaryVercel, "call">, project: string): Promise<string> {
  return vi.waitUntil(
    async () => {
      const { body } = await vercel.call("GET", `/v9/projects/${project}`);
      const { jobStatus } = withRequest.parse(body).lastAliasRequest;
      return jobStatus !== "in-progress" && jobStatus;
    },
    { timeout: 20_000, interval: 10 },
  );
}

/** An answer of what is served, as it comes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

/** Asks a host name for a path, of the stand-in's server itself. */
export async function ask(
  { serving }: Pick<TemporaryVercel, "serving">,
  host: string,
  path = "/",
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = request({ host: "127.0.0.1", port: serving.port, path, method, headers: { host, ...headers } });
  asked.on("error", reject);
  asked.on("response", (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("error", reject);
    response.on("end", () => {
      const body = Buffer.concat(chunks);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString("utf8") });
    });
  });
  asked.end();
  return promise;
}
