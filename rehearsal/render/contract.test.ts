import { assertFactsAtHand } from "@live-listen/property-tables/vendor-facts";
import { expect, test } from "vitest";
import { paceOf } from "../pace.ts";
import { postgresMajorVersion } from "../postgres/index.ts";
import { renderApi } from "./app.ts";
import { Background } from "./background.ts";
import { Logs } from "./logs/logs.ts";
import { Backups } from "./postgres/recovery/backups.ts";
import { untilRecoverable } from "./postgres/recovery/test-recovery.ts";
import { PostgresServers } from "./postgres/servers.ts";
import { runningRender } from "./running/test-running.ts";
import { emptyState } from "./state.ts";
import { readContract } from "./test-contract.ts";
import { WORKSPACES } from "./test-render.ts";
import { Visit } from "./test-visit.ts";

const contract = readContract();
const [{ ownerId }] = WORKSPACES;
const image = { imagePath: "ghcr.io/example/api:1", ownerId };

test("Render's description of its API is at hand", assertFactsAtHand);

test.runIf(contract)("every path that is served is Render's", () => {
  const lacking = servedOperations().filter(([method, path]) => !contract?.has(method, exampleOf(path)));
  expect(lacking.map((operation) => operation.join(" "))).toEqual([]);
});

test.runIf(contract)(
  "everything that is served, asked once: each request and each answer is as the contract says",
  async () => {
    if (!contract) throw new Error("nothing is at hand");
    await using running = await runningRender();
    const { render } = running;
    const visit = new Visit(render, contract);
    const ask = visit.ask.bind(visit);

    await ask("GET", "/owners?limit=1", 200);
    await ask("GET", `/owners/${ownerId}`, 200);
    await ask("GET", "/owners/tea-nobody", 404);
    await ask("GET", `/notification-settings/owners/${ownerId}`, 200);
    await ask("PATCH", `/notification-settings/owners/${ownerId}`, 200, { notificationsToSend: "all" });

    const project = await ask("POST", "/projects", 201, { name: "a", ownerId, environments: [{ name: "first" }] });
    await ask("GET", `/projects?name=a&ownerId=${ownerId}`, 200);
    await ask("GET", `/projects/${project.id}`, 200);
    await ask("PATCH", `/projects/${project.id}`, 200, { name: "b" });
    const environment = await ask("POST", "/environments", 201, { name: "second", projectId: project.id });
    await ask("GET", `/environments?projectId=${project.id}&limit=1`, 200);
    await ask("GET", `/environments/${environment.id}`, 200);
    await ask("PATCH", `/environments/${environment.id}`, 200, { protectedStatus: "protected" });

    const login = { name: "a", registry: "GITHUB", username: "bot", authToken: "token" };
    const credential = await ask("POST", "/registrycredentials", 200, { ...login, ownerId });
    await ask("GET", "/registrycredentials?name=a", 200);
    await ask("GET", `/registrycredentials/${credential.id}`, 200);
    await ask("PATCH", `/registrycredentials/${credential.id}`, 200, login);

    const postgres = await ask("POST", "/postgres", 201, {
      name: "a",
      ownerId,
      plan: "basic_256mb",
      version: String(postgresMajorVersion),
      environmentId: environment.id,
      ipAllowList: [{ cidrBlock: "192.0.2.0/24", description: "office" }],
    });
    await ask("GET", "/postgres?name=a&includeReplicas=false", 200);
    await ask("GET", `/postgres/${postgres.id}`, 200);
    await ask("GET", `/postgres/${postgres.id}/connection-info`, 200);
    await ask("PATCH", `/postgres/${postgres.id}`, 200, { plan: "pro_4gb", enableHighAvailability: true });
    await ask("POST", "/postgres", 400, { name: "a", ownerId, plan: "basic_256mb", version: "11" });
    const database = `/postgres/${postgres.id}`;
    const recovery = () => ask("GET", `${database}/recovery`, 200);
    await expect.poll(recovery, { timeout: 30_000 }).toMatchObject({ recoveryStatus: "AVAILABLE" });
    const restoreTime = new Date().toISOString();
    await ask("POST", `${database}/recovery`, 400, { restoreTime });
    await untilRecoverable(restoreTime);
    const copy = { restoreTime, restoreName: "b", plan: "basic_1gb", environmentId: environment.id };
    const recovered = await ask("POST", `${database}/recovery`, 200, copy);
    await ask("GET", `/postgres/${recovered.id}`, 200);
    await ask("GET", `/postgres/${recovered.id}/recovery`, 200);
    await ask("DELETE", `/postgres/${recovered.id}`, 204);
    for (const change of ["failover", "restart", "suspend", "resume"]) await ask("POST", `${database}/${change}`, 202);
    await ask("POST", `${database}/resume`, 400);

    const { service } = await ask("POST", "/services", 201, {
      type: "web_service",
      name: "a",
      ownerId,
      image: { ...image, registryCredentialId: credential.id },
      envVars: [
        { key: "A", value: "1" },
        { key: "B", generateValue: true },
      ],
      secretFiles: [{ name: "a.pem", content: "secret" }],
      serviceDetails: {
        runtime: "image",
        plan: "starter",
        region: "frankfurt",
        preDeployCommand: "node main.mjs migrate",
      },
    });
    const at = `/services/${(service as { id: string }).id}`;
    await ask("GET", `/services?name=a&ownerId=${ownerId}&type=web_service&region=frankfurt`, 200);
    await ask("GET", at, 200);
    await ask("PATCH", at, 200, { name: "b", image, serviceDetails: { healthCheckPath: "/healthz" } });
    await ask("POST", `/environments/${environment.id}/resources`, 200, { resourceIds: [at.split("/")[2]] });
    await ask("DELETE", `/environments/${environment.id}/resources?resourceIds=${at.split("/")[2]}`, 204);

    await ask("POST", `${at}/scale`, 202, { numInstances: 2 });
    const measure = { enabled: true, percentage: 70 };
    const criteria = { cpu: measure, memory: { ...measure, enabled: false } };
    await ask("PUT", `${at}/autoscaling`, 200, { enabled: true, min: 1, max: 3, criteria });
    await ask("GET", at, 200);
    await ask("DELETE", `${at}/autoscaling`, 204);

    await ask("PUT", `${at}/env-vars`, 200, [{ key: "A", value: "2" }]);
    await ask("PUT", `${at}/env-vars/C`, 200, { generateValue: true });
    await ask("GET", `${at}/env-vars?limit=1`, 200);
    await ask("GET", `${at}/env-vars/C`, 200);
    await ask("DELETE", `${at}/env-vars/C`, 204);
    await ask("GET", `${at}/env-vars/C`, 404);
    await ask("PUT", `${at}/secret-files`, 200, [{ name: "b.pem", content: "secret" }]);
    await ask("PUT", `${at}/secret-files/c.pem`, 201, { content: "secret" });
    await ask("GET", `${at}/secret-files`, 200);
    await ask("GET", `${at}/secret-files/c.pem`, 200);
    await ask("DELETE", `${at}/secret-files/c.pem`, 204);

    await ask("POST", `${at}/custom-domains`, 201, { name: "example.com" });
    await ask("POST", `${at}/custom-domains`, 409, { name: "example.com" });
    await ask("GET", `${at}/custom-domains?domainType=apex&verificationStatus=verified&name=example.com`, 200);
    await ask("GET", `${at}/custom-domains/example.com`, 200);
    await ask("POST", `${at}/custom-domains/example.com/verify`, 202);
    await ask("DELETE", `${at}/custom-domains/example.com`, 204);

    await running.ended(at, (await running.newest(at)).id);
    const deploy = await ask("POST", `${at}/deploys`, 201, { imageUrl: "ghcr.io/example/api:2", clearCache: "clear" });
    await running.ended(at, deploy.id as string);
    const period = "createdAfter=2026-01-01T00:00:00Z&finishedBefore=2999-01-01T00:00:00Z";
    await ask("GET", `${at}/deploys?status=live&limit=1&${period}`, 200);
    await ask("GET", `${at}/deploys/${deploy.id}`, 200);
    await ask("POST", `${at}/deploys/${deploy.id}/cancel`, 400);
    await render.faults.putOn(at.split("/")[2] ?? "", "slow-step");
    const back = await ask("POST", `${at}/rollback`, 201, { deployId: deploy.id });
    await ask("POST", `${at}/deploys/${back.id}/cancel`, 200);

    const job = await ask("POST", `${at}/jobs`, 201, { startCommand: "node main.mjs migrate", planId: "starter" });
    await ask("GET", `${at}/jobs?status=succeeded&${period}`, 200);
    await ask("GET", `${at}/jobs/${job.id}`, 200);
    await ask("GET", `${at}/jobs/job-nothing`, 404);
    await expect
      .poll(async () => (await ask("GET", `${at}/jobs/${job.id}`, 200)).status, { timeout: 15_000 })
      .toBe("succeeded");
    await ask("POST", `${at}/jobs/${job.id}/cancel`, 400);
    const long = await ask("POST", `${at}/jobs`, 201, { startCommand: "node main.mjs" });
    await ask("POST", `${at}/jobs/${long.id}/cancel`, 200);

    await ask("GET", `${at}/instances`, 200);
    await ask("GET", `/logs?ownerId=${ownerId}&resource=${at.split("/")[2]}&resource=${job.id}`, 200);
    await ask("GET", `/logs?ownerId=${ownerId}&resource=srv-nothing`, 404);
    await ask("POST", `${at}/restart`, 200);
    await ask("POST", `${at}/suspend`, 202);
    await ask("POST", `${at}/deploys`, 400, {});
    await ask("POST", `${at}/resume`, 202);

    await ask("GET", `/notification-settings/overrides${at}`, 200);
    await ask("PATCH", `/notification-settings/overrides${at}`, 200, { notificationsToSend: "failure" });
    const logs = `/logs/streams/resource/${postgres.id}`;
    await ask("GET", logs, 404);
    await ask("PUT", logs, 200, { setting: "send", endpoint: "logs.example.com:1", token: "token" });
    await ask("GET", logs, 200);
    await ask("DELETE", logs, 204);

    await ask("GET", at, 401, undefined, "rnd_unknown");
    await ask("GET", at, 404, undefined, WORKSPACES[2].apiKey);
    await ask("DELETE", at, 204);
    await ask("DELETE", `/postgres/${postgres.id}`, 204);
    await ask("DELETE", `/environments/${environment.id}`, 204);
    await ask("DELETE", `/projects/${project.id}`, 204);
    await ask("DELETE", `/registrycredentials/${credential.id}`, 204);

    const missed = servedOperations().filter(([method, path]) => !visit.hasSeen(method, path));
    expect(missed.map((operation) => operation.join(" "))).toEqual([]);
  },
  60_000,
);

test.runIf(contract)("a request or an answer that is not as the contract says is noticed", () => {
  const of = (faults: readonly string[] | undefined) => faults?.join("; ");
  expect(of(contract?.ofRequest("POST", "/projects", { name: "a" }))).toContain("'ownerId'");
  expect(of(contract?.ofRequest("GET", "/postgres?colour=red", undefined))).toContain("colour");
  expect(of(contract?.ofRequest("PATCH", "/services/srv-1", { serviceDetails: { plan: "free" } }))).toContain("/plan");
  expect(of(contract?.ofAnswer("GET", "/services/srv-1", 200, { id: "srv-1" }))).toContain("'serviceDetails'");
  expect(of(contract?.ofAnswer("GET", "/services/srv-1", 418, {}))).toContain("418");
  expect(of(contract?.ofAnswer("GET", "/services/srv-1", 404, { message: 404 }))).toContain("/message");
  expect(of(contract?.ofAnswer("DELETE", "/services/srv-1", 204, {}))).toContain("has a body");
  expect(of(contract?.ofAnswer("GET", "/nothing", 200, {}))).toContain("the document has no");
});

/** The method and the path, without `/v1`, of all that is served. */
function servedOperations(): readonly (readonly [method: string, path: string])[] {
  const machine = {
    workspaces: [],
    state: emptyState(),
    save: async () => {},
    servers: new PostgresServers({ dataDirectory: "/nowhere" }),
    pace: paceOf(1),
    onFault: () => {},
  };
  const { routes } = renderApi({
    ...machine,
    backups: new Backups(machine),
    background: new Background(),
    logs: new Logs("/nowhere"),
    leadsHere: async () => true,
  });
  return routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => [method, path.replace(/^\/v1/, "")]);
}

function exampleOf(path: string): string {
  return path.replace(/:\w+/g, "x");
}
