import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paceOf } from "../pace.ts";
import { type Account, serveVercel, type Vercel, type VercelOptions, type VercelRequest } from "./index.ts";

/** Two teams with a zone each, and a person who is in both. */
export const ACCOUNTS = [
  { token: "token-of-one", team: { id: "team_one", slug: "one", name: "One" }, zones: ["one.test"] },
  { token: "token-of-two", team: { id: "team_two", slug: "two", name: "Two" }, zones: ["two.test"] },
] as const satisfies readonly Account[];

/** A stand-in for one test. */
export interface TemporaryVercel extends Vercel, AsyncDisposable {
  readonly stateDirectory: string;
  /** Every request so far. */
  readonly requests: VercelRequest[];
  /** Makes a request, as the first account unless another token is given. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<{ status: number; body: unknown }>;
}

/** Starts a stand-in with a state of its own, which ends and is removed with the test (`await using`). */
export async function temporaryVercel(options: Partial<VercelOptions> = {}): Promise<TemporaryVercel> {
  const stateDirectory = options.stateDirectory ?? (await mkdtemp(join(tmpdir(), "vercel-")));
  const requests: VercelRequest[] = [];
  const vercel = await serveVercel({
    accounts: ACCOUNTS,
    pace: paceOf(1_000),
    ...options,
    stateDirectory,
    onRequest: (request) => requests.push(request),
  });
  return {
    ...vercel,
    stateDirectory,
    requests,
    call: (method, path, body, token = ACCOUNTS[0].token) => call(vercel.url, method, path, body, token),
    async [Symbol.asyncDispose]() {
      await vercel.stop();
      if (options.stateDirectory === undefined) await rm(stateDirectory, { recursive: true, force: true });
    },
  };
}

/** Makes a request of a stand-in. @returns the answer's status, and its body if it has one */
export async function call(url: string, method: string, path: string, body: unknown, token: string) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
}
