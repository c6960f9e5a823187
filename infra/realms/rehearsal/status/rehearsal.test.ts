import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { silent } from "../../../progress.ts";
import { deployApi } from "../../../releases/deploy/api.ts";
import { deployTargets } from "../../deploy-targets.ts";
import { hostedRow, RELEASE } from "../../test/rehearsal.ts";
import { type RunningRehearsal, startRunningRehearsal } from "../../test/running.ts";
import { VERCEL_TEAM_ID } from "../credentials.ts";
import { localDatabase } from "./collect/local-database.ts";
import type { DeployLogs, EnvironmentStatus, FaultInForce, Known, RehearsalStatus } from "./model.ts";
import { openStatusPage } from "./open.ts";
import type { StatusServer } from "./server/serve.ts";
import type { EnvironmentSource } from "./sources.ts";

// A rehearsal in which staging runs, and production was never brought up.
let rehearsal: RunningRehearsal;
let page: StatusServer;
let isLost = false;
let faults: readonly FaultInForce[] = [];

beforeAll(async () => {
  rehearsal = await startRunningRehearsal();
  page = await openStatusPage({
    environments: [LOCAL, hosted("staging"), hosted("production")],
    faults: async () => faults,
  });
  await (await rehearsal.open("staging")).stack.up();
  await rehearsal.deploy("staging");
}, 180_000);
afterAll(async () => {
  await page?.stop();
  await rehearsal?.close();
});

const idsSchema = z.object({ apiServiceId: z.string(), databaseId: z.string(), vercelProjectId: z.string() });

/** An environment of this machine of which nothing runs. */
const LOCAL: EnvironmentSource = {
  name: "local",
  urls: { web: "http://127.0.0.1:1", api: "http://127.0.0.1:1", ws: "ws://127.0.0.1:1" },
  upWith: "npm start",
  runs: {
    on: "this machine",
    database: () => localDatabase("postgres://nobody:canary@127.0.0.1:1/live_listen_local"),
  },
};

function hosted(name: "staging" | "production"): EnvironmentSource {
  const row = hostedRow(name);
  const { platforms, credentials, network } = rehearsal;
  const { renderApiKey, vercelApiToken } = credentials[name];
  return {
    name,
    urls: { web: row.webUrl, api: row.apiUrl, ws: row.wsUrl },
    network,
    openWith: `npm run open -- ${name}`,
    upWith: "npm start",
    runs: {
      on: "platforms",
      find: async () => {
        if (isLost) throw new Error("Render can't be asked.");
        const outputs = idsSchema.safeParse(
          Object.fromEntries(
            Object.entries(await (await rehearsal.open(name)).stack.outputs()).map(([key, { value }]) => [key, value]),
          ),
        );
        const render = { url: platforms.render.url, apiKey: renderApiKey };
        const vercel = { url: platforms.vercel.url, token: vercelApiToken, teamId: VERCEL_TEAM_ID };
        return outputs.success ? { render, vercel, ...outputs.data } : undefined;
      },
    },
  };
}

async function look(): Promise<RehearsalStatus> {
  const response = await fetch(new URL("/status.json", page.url));
  const text = await response.text();
  for (const secret of [
    "canary",
    rehearsal.credentials.staging.renderApiKey,
    rehearsal.credentials.staging.vercelApiToken,
  ]) {
    expect(text).not.toContain(secret);
  }
  return JSON.parse(text);
}

async function environment(name: string): Promise<EnvironmentStatus> {
  const found = (await look()).environments.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not shown.`);
  return found;
}

async function log(id: string): Promise<Known<DeployLogs>> {
  return (await fetch(new URL(`/deploys/${id}/logs`, page.url))).json() as Promise<Known<DeployLogs>>;
}

function told<Value>(known: Known<Value> | undefined): Value {
  if (known?.known) return known.value;
  throw new Error(known?.why ?? "It is not told.");
}

test("an environment that was deployed onto is healthy, and tells its release, its database and its deploys", async () => {
  const { health, running, openWith } = await environment("staging");
  expect(health).toEqual({ state: "healthy", detail: "The API is ready, and the page is served." });
  expect(openWith).toBe("npm run open -- staging");
  expect(told(running?.apiRelease).commit).toBe(RELEASE);
  expect(told(running?.webRelease).commit).toBe(RELEASE);
  expect(told(running?.database)).toMatchObject({
    name: expect.stringContaining("live_listen_staging"),
    state: "available",
    detail: expect.stringContaining("Postgres 18"),
  });
  expect(told(running?.instances)).toBeGreaterThan(0);
  expect(told(running?.deploys?.api)[0]).toMatchObject({
    kind: "api",
    commit: RELEASE,
    outcome: "serving",
    statusInWords: "serves",
    steps: [
      { name: "Image", state: "done" },
      { name: "Pre-deploy command", state: "done" },
      { name: "Instances and health", state: "done" },
    ],
    finishedAt: expect.any(String),
  });
  expect(told(running?.deploys?.web)[0]).toMatchObject({
    kind: "web",
    commit: RELEASE,
    outcome: "serving",
    steps: [
      { name: "Files", state: "done" },
      { name: "Domains", state: "done" },
    ],
  });
});

test("an environment that was never brought up says so, and one that can't be reached is down", async () => {
  const production = await environment("production");
  expect(production.health).toEqual({ state: "absent", detail: "It was not brought up yet: run `npm start`." });
  expect(production.running).toBeUndefined();
  const local = await environment("local");
  expect(local.health.state).toBe("down");
  expect(told(local.running?.database)).toMatchObject({ name: "live_listen_local", state: "unavailable" });
});

test("the log of a deploy tells what its command and its instances put out", async () => {
  const { running } = await environment("staging");
  const [api] = told(running?.deploys?.api);
  const [web] = told(running?.deploys?.web);
  const texts = (log: Known<DeployLogs>) =>
    told(log)
      .lines.map(({ text }) => text)
      .join("\n");
  expect(texts(await log(api?.id ?? ""))).toMatch(/Starting pre-deploy.*Your service is live/s);
  expect(texts(await log(web?.id ?? ""))).toContain("ready");
});

test("a deploy that fails says why, and that the old one serves", async () => {
  const { render, service, image } = await deployTargets(
    { name: "staging" },
    await rehearsal.open("staging"),
    AbortSignal.timeout(60_000),
  );
  await rehearsal.platforms.render.faults.putOn(service, "pre-deploy-fails");
  faults = [{ name: "pre-deploy-fails", on: "staging", detail: "The pre-deploy command of every deploy fails." }];
  const watch = { progress: silent, signal: AbortSignal.timeout(60_000), pollMilliseconds: 50 };
  await expect(deployApi(render, { service, image: `${image}:${RELEASE}`, anew: true }, watch)).rejects.toThrow();
  const { health, running } = await environment("staging");
  expect(health.state).toBe("healthy");
  expect(told(running?.deploys?.api).map(({ outcome }) => outcome)).toEqual(
    expect.arrayContaining(["failed", "serving"]),
  );
  expect(told(running?.deploys?.api)[0]).toMatchObject({
    outcome: "failed",
    status: "pre_deploy_failed",
    why: expect.stringContaining("Pre-deploy has failed"),
    steps: [{ state: "done" }, { state: "failed" }, { state: "skipped" }],
  });
  expect(told((await look()).faults)).toEqual(faults);
});

test("a platform that fails is told as unknown, with the rest beside it", async () => {
  rehearsal.platforms.vercel.failNext({ method: "GET", path: /deployments/, how: { status: 500 }, when: "before" });
  const { health, running } = await environment("staging");
  expect(health.state).toBe("healthy");
  expect(running?.deploys?.api.known).toBe(true);
  expect(running?.deploys?.web).toMatchObject({ known: false, why: expect.stringContaining("Vercel") });
});

test("an environment whose things can't be looked for any more is looked at where they were", async () => {
  isLost = true;
  const { running } = await environment("staging");
  expect(told(running?.deploys?.api).length).toBeGreaterThan(0);
  expect(told(running?.database).state).toBe("available");
});
