import { chmod, copyFile, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEnvironment, type HostedEnvironment, isHosted } from "@live-listen/stacks";
import { findCli } from "../../engine/find-cli.ts";
import type { EngineSettings } from "../../engine/variables.ts";
import { ROOT } from "../../local/paths.ts";
import { silent } from "../../progress.ts";
import type { Network } from "../../releases/network.ts";
import type { HostedStack } from "../realm.ts";
import { type RehearsalCredentials, rehearsalCredentials } from "../rehearsal/credentials.ts";
import { openRehearsal } from "../rehearsal/open.ts";
import { type RehearsalPaths, rehearsalPaths } from "../rehearsal/paths.ts";
import type { RehearsalPlatforms } from "../rehearsal/platforms.ts";
import { sharedRehearsalServices } from "../rehearsal/services.ts";

/** What the engine and the program look for at the root of a clone. */
const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.staging.yaml", "Pulumi.production.yaml", "infra/main.js"];

/** A commit, as the tag of an image. */
export const RELEASE = "3f2a1b9c0d";

/** The rehearsal of a clone that a test has to itself, hosted by the test's own process. */
export interface TestRehearsal {
  readonly paths: RehearsalPaths;
  readonly credentials: RehearsalCredentials;
  readonly platforms: RehearsalPlatforms;
  /** How the environments' own addresses are reached. */
  readonly network: Network;
  open(name: "staging" | "production"): Promise<HostedStack>;
  settingsOf(row: HostedEnvironment): EngineSettings;
  /** Asks Render's stand-in with the key of a stack. @returns what it answers, parsed */
  askRender(name: "staging" | "production", method: string, path: string, body?: object): Promise<unknown>;
  /** Asks Vercel's stand-in with the token of a stack. @returns what it answers, parsed */
  askVercel(name: "staging" | "production", method: string, path: string, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Starts a rehearsal in a temporary folder, which is removed with everything in it when it is closed.
 *
 * @param options.runs whether what is deployed runs, or is recorded alone, as by default.
 */
export async function startTestRehearsal({ runs = false } = {}): Promise<TestRehearsal> {
  const cli = await findCli(silent);
  const folder = await realpath(await mkdtemp(join(tmpdir(), "live-listen-rehearsal-")));
  // As root, the Postgres servers run as another user.
  await chmod(folder, 0o755);
  await mkdir(join(folder, "infra"));
  for (const file of PROJECT_FILES) await copyFile(join(ROOT, file), join(folder, file));
  const paths: RehearsalPaths = {
    ...rehearsalPaths(folder, false),
    postgresData: join(folder, "postgres"),
    postgresBinaries: join(tmpdir(), "live-listen-postgres-binaries"),
  };
  const started = Promise.withResolvers<RehearsalPlatforms>();
  const shared = sharedRehearsalServices(paths, { runs, onStart: started.resolve });
  const rehearsal = await openRehearsal({ cli, progress: silent, paths, shared, release: RELEASE });
  const platforms = await started.promise;
  const credentials = await rehearsalCredentials(paths.credentialsFile);
  return {
    paths,
    credentials,
    platforms,
    network: rehearsal.network,
    open: (name) => rehearsal.openStack(hostedRow(name)),
    settingsOf: rehearsal.settingsOf,
    askRender: (name, method, path, body) =>
      ask(`${platforms.render.url}${path}`, credentials[name].renderApiKey, method, body),
    askVercel: (name, method, path, body) =>
      ask(`${platforms.vercel.url}${path}`, credentials[name].vercelApiToken, method, body),
    close: async () => {
      await rehearsal.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The row of a hosted environment. */
export function hostedRow(name: "staging" | "production"): HostedEnvironment {
  const row = findEnvironment(name);
  if (!row || !isHosted(row)) throw new Error(`${name} is no hosted environment.`);
  return row;
}

async function ask(url: string, key: string, method: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} was answered with ${response.status}: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}
