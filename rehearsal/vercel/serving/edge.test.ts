import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { edgeAgent, edgeFetch, serveEdge } from "../../edge/index.ts";
import { deploy, makeProject } from "../test-deploy.ts";
import { temporaryVercel } from "../test-vercel.ts";

test("through the edge a domain is there with TLS, and all through a switch", async () => {
  const authorityDirectory = await mkdtemp(join(tmpdir(), "authority-"));
  onTestFinished(() => rm(authorityDirectory, { recursive: true, force: true }));
  const edge = await serveEdge({ authorityDirectory });
  onTestFinished(() => edge.stop());
  const vercel = await temporaryVercel({ edge });
  onTestFinished(() => vercel[Symbol.asyncDispose]());
  const agent = edgeAgent({ port: edge.port, ...edge.authority });
  onTestFinished(() => agent.destroy());
  const fetch = edgeFetch(agent);
  const project = await makeProject(vercel, "web");
  for (const name of ["one.test", "www.one.test"]) {
    await vercel.call("POST", `/v10/projects/${project}/domains`, { name });
  }
  await vercel.call("PATCH", `/v9/projects/${project}/domains/www.one.test`, { redirect: "one.test" });
  const { url } = await deploy(vercel, project, { "index.html": "one" });
  for (const host of ["one.test", "www.one.test", url]) {
    const answer = await fetch(`https://${host}/`);
    expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 200, text: "one" });
    expect(answer.headers.get("server")).toBe("Vercel");
  }
  const seen = new Set<string>();
  const clients = Array.from({ length: 4 }, async () => {
    while (!seen.has("200 two")) {
      const answer = await fetch("https://one.test/");
      seen.add(`${answer.status} ${await answer.text()}`);
    }
  });
  await deploy(vercel, project, { "index.html": "two" });
  await Promise.all(clients);
  expect(seen).toEqual(new Set(["200 one", "200 two"]));
});
