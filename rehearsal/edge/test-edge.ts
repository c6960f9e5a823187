import { mkdtemp, rm } from "node:fs/promises";
import type { Agent } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { edgeAgent } from "./client.ts";
import { type EdgeFetch, edgeFetch } from "./fetch.ts";
import { type Edge, type EdgeOptions, serveEdge } from "./serve.ts";

/** An edge for one test, and how it is asked. */
export interface TestEdge {
  readonly edge: Edge;
  readonly agent: Agent;
  readonly fetch: EdgeFetch;
}

/** Serves an edge, with an authority of its own unless one is given, until the test ends. */
export async function openTestEdge(options: Partial<EdgeOptions> = {}): Promise<TestEdge> {
  const authorityDirectory = options.authorityDirectory ?? (await temporaryDirectory());
  const edge = await serveEdge({ ...options, authorityDirectory });
  const agent = edgeAgent({ port: edge.port, certificateFile: edge.authority.certificateFile });
  onTestFinished(async () => {
    agent.destroy();
    await edge.stop();
  });
  return { edge, agent, fetch: edgeFetch(agent) };
}

/** A directory that is there until the test ends. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "edge-test-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
