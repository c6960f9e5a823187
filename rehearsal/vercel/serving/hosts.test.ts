import { expect, onTestFinished, test } from "vitest";
import type { Router, Target } from "../../edge/router.ts";
import { ask, deploy, makeProject } from "../test-deploy.ts";
import { temporaryVercel } from "../test-vercel.ts";

/** An edge that keeps what it is told. */
class RecordingEdge implements Router {
  readonly routes = new Map<string, readonly Target[]>();
  readonly told: string[] = [];

  route(hostname: string, targets: readonly Target[]): void {
    this.told.push(`route ${hostname}`);
    this.routes.set(hostname, targets);
  }

  unroute(hostname: string): void {
    this.told.push(`unroute ${hostname}`);
    this.routes.delete(hostname);
  }

  async drained(): Promise<void> {}
}

test("the edge knows each host name as long as there is something behind it", async () => {
  const edge = new RecordingEdge();
  const vercel = await temporaryVercel({ edge });
  onTestFinished(() => vercel[Symbol.asyncDispose]());
  const target = { host: "127.0.0.1", port: vercel.serving.port } as const;
  const project = await makeProject(vercel, "web");
  await vercel.call("POST", `/v10/projects/${project}/domains`, { name: "app.one.test" });
  // Its DNS is another team's, so that it isn't known to be this one's.
  await vercel.call("POST", `/v10/projects/${project}/domains`, { name: "app.two.test" });
  expect([...edge.routes]).toEqual([["app.one.test", [target]]]);
  const first = await deploy(vercel, project, { "index.html": "one" });
  const second = await deploy(vercel, project, { "index.html": "two" });
  expect(new Set(edge.routes.keys())).toEqual(new Set(["app.one.test", "web-one.vercel.app", first.url, second.url]));
  // Nothing is said twice: where a name leads is the stand-in's own business.
  expect(edge.told).toHaveLength(4);
  await vercel.call("DELETE", `/v13/deployments/${first.id}`);
  await vercel.call("DELETE", `/v9/projects/${project}/domains/app.one.test`);
  expect(new Set(edge.routes.keys())).toEqual(new Set(["web-one.vercel.app", second.url]));
  await vercel.stop();
  expect(edge.routes.size).toBe(0);
});

test("after a restart the edge is told of all that there is", async () => {
  const edge = new RecordingEdge();
  await using first = await temporaryVercel();
  const { url } = await deploy(first, await makeProject(first, "web"), { "index.html": "one" });
  await first.stop();
  const second = await temporaryVercel({ edge, stateDirectory: first.stateDirectory });
  onTestFinished(() => second[Symbol.asyncDispose]());
  expect(new Set(edge.routes.keys())).toEqual(new Set([url, "web-one.vercel.app"]));
  expect((await ask(second, url)).text).toBe("one");
});

test.each([
  [null, { domain: 200, production: 200, deployment: 200, preview: 200 }],
  ["all", { domain: 401, production: 401, deployment: 401, preview: 401 }],
  ["preview", { domain: 200, production: 200, deployment: 200, preview: 401 }],
  ["prod_deployment_urls_and_all_previews", { domain: 200, production: 200, deployment: 401, preview: 401 }],
  ["all_except_custom_domains", { domain: 200, production: 401, deployment: 401, preview: 401 }],
])("with the protection %j the host names answer with %j", async (deploymentType, expected) => {
  await using vercel = await temporaryVercel();
  const project = await makeProject(vercel, "web");
  await vercel.call("POST", `/v10/projects/${project}/domains`, { name: "app.one.test" });
  const { url } = await deploy(vercel, project, { "index.html": "one" });
  const preview = await deploy(vercel, project, { "index.html": "two" }, { target: "preview" });
  for (const setting of ["ssoProtection", "passwordProtection"]) {
    const own = setting === "ssoProtection" ? { deploymentType } : { deploymentType, password: "canary" };
    const changes = { ssoProtection: null, passwordProtection: null, [setting]: deploymentType && own };
    expect((await vercel.call("PATCH", `/v9/projects/${project}`, changes)).status).toBe(200);
    const hosts = { domain: "app.one.test", production: "web-one.vercel.app", deployment: url, preview: preview.url };
    const answers = Object.entries(hosts).map(
      async ([kind, host]) => [kind, (await ask(vercel, host)).status] as const,
    );
    expect(Object.fromEntries(await Promise.all(answers))).toEqual(expected);
  }
});

test("what is under a name of Vercel's is not for search engines, but for the one of production", async () => {
  await using vercel = await temporaryVercel();
  const { url } = await deploy(vercel, await makeProject(vercel, "web"), { "index.html": "one" });
  const { headers } = await ask(vercel, url);
  expect(headers["x-robots-tag"]).toBe("noindex");
  expect(headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains; preload");
  expect((await ask(vercel, "web-one.vercel.app")).headers).not.toHaveProperty("x-robots-tag");
});
