import type { EnvironmentName, Release } from "@live-listen/protocol";
import type { Client } from "pg";
import { type Migration, migrations as ownMigrations } from "../../migrations/index.ts";
import { messageOf } from "../log/error-message.ts";
import type { Log } from "../log/log.ts";
import type { AppRole } from "./app-role.ts";
import { readApplied } from "./applied.ts";
import { newestOf } from "./compatibility.ts";
import { retireFormerAppRoles } from "./former-app-roles.ts";
import { readMark, requireMark } from "./mark.ts";
import { takeMigrationLock } from "./migration-lock.ts";
import { beginEntry, endEntry, type MigrationRun } from "./migration-log.ts";
import { planMigrations } from "./migration-plan.ts";
import { type MigrationOutcome, type MigrationTarget, migrate } from "./migrator.ts";
import { migrationApplicationName, openOwnerSession } from "./owner-session.ts";
import { prepareDatabase } from "./prepare.ts";

/** What a run of migrations needs to know. */
export interface MigrationRequest {
  readonly target: MigrationTarget;
  readonly environment: EnvironmentName;
  /** Connection URL of the database's owner. */
  readonly ownerUrl: string;
  readonly appRole: AppRole;
  /** Whether the secrets are being rotated: the app's former role stays then. */
  readonly rotating?: boolean;
  readonly release: Release;
  /** Who runs it, for the log. */
  readonly actor: string;
  readonly log: Log;
  /** Takes secrets out of the sentences that are stored. */
  readonly redact: (text: string) => string;
  /** The build's migrations; other ones are for tests. */
  readonly migrations?: Readonly<Record<string, Migration>>;
}

/**
 * Prepares the database (on the way up), migrates it, and leaves one entry about the run, in the log and in the table: under an advisory lock, so
 * that of two runs at once the second waits and then finds nothing to do.
 *
 * @returns how it went; an outcome other than `succeeded` comes with a sentence. Never throws.
 */
export async function runMigrations(request: MigrationRequest): Promise<MigrationRun> {
  const started = performance.now();
  const { target, actor, release, log, redact } = request;
  const about = { direction: target.direction, actor, release: release.version, commit: release.commit };
  let run: MigrationRun;
  try {
    const session = await openOwnerSession(request.ownerUrl, release);
    try {
      run = await runInSession(session, request, about, started);
    } finally {
      await session.end();
    }
  } catch (error) {
    const message = redact(messageOf(error));
    run = {
      ...about,
      migrations: [],
      from: null,
      to: null,
      durationMs: since(started),
      outcome: "refused",
      error: message,
    };
  }
  log[run.outcome === "succeeded" ? "info" : "error"]({ migration: run }, sentenceOf(run));
  return run;
}

async function runInSession(
  session: Client,
  request: MigrationRequest,
  about: Pick<MigrationRun, "direction" | "actor" | "release" | "commit">,
  started: number,
): Promise<MigrationRun> {
  await takeMigrationLock(session, request.log);
  if (about.direction === "up") await prepareDatabase(session, request.environment, request.appRole);
  else requireMark(await readMark(session), request.environment);

  const before = await readApplied(session);
  const from = newestOf(before.map(({ name }) => name)) ?? null;
  const entry = await beginEntry(session, { ...about, from });
  const known = Object.keys(request.migrations ?? ownMigrations);
  const plan = planMigrations(request.target, before, known, request.release.schema);
  const outcome = plan.kind === "run" ? await migrateAs(request) : unrun(plan);
  const { migrations } = outcome;
  const error = outcome.error ?? (await retirementFault(session, request));
  const run: MigrationRun = {
    ...about,
    migrations,
    from,
    to: newestOf((await readApplied(session)).map(({ name }) => name)) ?? null,
    durationMs: since(started),
    outcome: error === undefined ? "succeeded" : plan.kind === "refused" ? "refused" : "failed",
    ...(error === undefined ? {} : { error: request.redact(error) }),
  };
  await endEntry(session, entry, run);
  return run;
}

/** Ends the app's former roles once the database is as it should be. @returns why that failed, if it did */
async function retirementFault(
  session: Client,
  { target, appRole, rotating = false, log }: MigrationRequest,
): Promise<string | undefined> {
  if (target.direction !== "up") return undefined;
  try {
    for (const { name, stays } of await retireFormerAppRoles(session, appRole.name, rotating)) {
      if (stays === undefined) log.info(`The app's former role ${name} is gone.`);
      else
        log.warn(`Nobody can log in as the app's former role ${name} any more, but it is still there, since ${stays}.`);
    }
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function migrateAs({
  ownerUrl,
  release,
  migrations = ownMigrations,
  target,
}: MigrationRequest): Promise<MigrationOutcome> {
  return migrate({ url: ownerUrl, applicationName: migrationApplicationName(release), migrations }, target);
}

function unrun(plan: { kind: "nothing" } | { kind: "refused"; message: string }): MigrationOutcome {
  return plan.kind === "refused" ? { migrations: [], error: plan.message } : { migrations: [] };
}

function since(started: number): number {
  return Math.round(performance.now() - started);
}

/** Says in one sentence how a run went. */
export function sentenceOf(run: MigrationRun): string {
  if (run.error !== undefined) return run.error;
  if (run.migrations.length === 0) return `The schema is at ${run.to ?? "nothing"}: there was nothing to do.`;
  return `Migrated ${run.direction} from ${run.from ?? "nothing"} to ${run.to ?? "nothing"} in ${run.durationMs} ms.`;
}
