import type { DeployStatus, EnvironmentStatus, RehearsalStatus } from "../model.ts";

const COMMIT = "4f1c2a9d3b7e8056c1d2a3f4b5968778695a4b3c";
const EARLIER = "9b0d7e61aa5c4f32810e6d5c4b3a29181706f5e4";

/** An environment that is well, with some deploys behind it. */
export function sampleEnvironment(name: string, changes: Partial<EnvironmentStatus> = {}): EnvironmentStatus {
  const host = name === "production" ? "live-listen.app" : `${name}.live-listen.app`;
  return {
    name,
    urls: { web: `https://${host}`, api: `https://api.${host}`, ws: `wss://api.${host}` },
    openWith: `npm run open -- ${name}`,
    health: { state: "healthy", detail: "The API is ready, and the page is served." },
    running: {
      apiRelease: { known: true, value: { version: "0.2.0", commit: COMMIT } },
      webRelease: { known: true, value: { version: "0.2.0", commit: COMMIT } },
      database: {
        known: true,
        value: { name: `live_listen_${name}`, state: "available", detail: "Postgres 18, basic_1gb, oregon" },
      },
      instances: { known: true, value: 2 },
      deploys: {
        api: {
          known: true,
          value: [sampleDeploy(`dep-${name}-2`), sampleDeploy(`dep-${name}-1`, { commit: EARLIER, ...REPLACED })],
        },
        web: {
          known: true,
          value: [sampleDeploy(`dpl_${name}_2`, { kind: "web", release: "0.2.0", status: "READY" })],
        },
      },
    },
    ...changes,
  };
}

const REPLACED = { outcome: "replaced", status: "deactivated", statusInWords: "was replaced" } as const;

/** A deploy that serves. */
export function sampleDeploy(id: string, changes: Partial<DeployStatus> = {}): DeployStatus {
  const startedAt = Date.now() - 240_000;
  const time = (seconds: number) => new Date(startedAt + seconds * 1_000).toISOString();
  return {
    id,
    kind: "api",
    commit: COMMIT,
    outcome: "serving",
    status: "live",
    statusInWords: "serves",
    steps: [
      { name: "Image", state: "done", startedAt: time(0), finishedAt: time(0.4) },
      { name: "Pre-deploy command", state: "done", startedAt: time(0.4), finishedAt: time(1.9) },
      { name: "Instances and health", state: "done", startedAt: time(1.9), finishedAt: time(3.2) },
    ],
    startedAt: time(0),
    finishedAt: time(3.2),
    ...changes,
  };
}

/** A deploy whose pre-deploy command failed. */
export function failedDeploy(id: string): DeployStatus {
  const { steps, ...deploy } = sampleDeploy(id);
  const [image, command, instances] = steps;
  if (!image || !command || !instances) throw new Error("The sample has three steps.");
  return {
    ...deploy,
    outcome: "failed",
    status: "pre_deploy_failed",
    statusInWords: "failed in its pre-deploy command",
    why: 'The migration 0007_rooms failed: relation "rooms" already exists.',
    steps: [image, { ...command, state: "failed" }, { name: instances.name, state: "skipped" }],
  };
}

/** The rehearsal when all is well. */
export function sampleStatus(changes: Partial<RehearsalStatus> = {}): RehearsalStatus {
  const local: EnvironmentStatus = {
    name: "local",
    urls: { web: "http://localhost:3000", api: "http://localhost:3001", ws: "ws://localhost:3001" },
    health: { state: "healthy", detail: "The API is ready, and the page is served." },
    running: {
      apiRelease: { known: true, value: { version: "0.2.0", commit: "development" } },
      webRelease: { known: true, value: { version: "0.2.0", commit: "development" } },
      database: {
        known: true,
        value: { name: "live_listen_local", state: "available", detail: "Postgres 18 from npm, 127.0.0.1:5433" },
      },
    },
  };
  return {
    at: new Date().toISOString(),
    environments: [local, sampleEnvironment("staging"), sampleEnvironment("production")],
    separation: {
      known: true,
      value: {
        at: new Date(Date.now() - 720_000).toISOString(),
        apart: true,
        compared: 19,
        shared: [],
        doors: [
          {
            name: "staging's database credentials on production's database",
            outcome: "refused",
            detail: "It refused both.",
          },
          { name: "staging's token on production's API", outcome: "refused", detail: "It answers with 401." },
          {
            name: "staging's page calling production's API",
            outcome: "refused",
            detail: "It allows production's page alone.",
          },
          {
            name: "staging's page on production's socket",
            outcome: "not tried",
            detail: "There was no answer within 10 s.",
          },
        ],
      },
    },
    faults: { known: true, value: [] },
    ...changes,
  };
}
