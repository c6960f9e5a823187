import type { EnvironmentName, Release } from "@live-listen/protocol";
import { migrations as ownMigrations } from "../../migrations/index.ts";
import { readApplied } from "../database/applied.ts";
import { judgeSchema } from "../database/compatibility.ts";
import { faultOfMark, readMark } from "../database/mark.ts";
import { openOwnerSession } from "../database/owner-session.ts";

/** One migration, and where it stands; `unknown` is applied but not in this build. */
export interface MigrationState {
  readonly name: string;
  readonly state: "applied" | "pending" | "unknown";
  /** When it was applied, in ISO 8601. */
  readonly appliedAt?: string;
}

/** What there is to know about the schema of a database. */
export interface SchemaStatus {
  readonly environment: EnvironmentName;
  /** Environment that the database says it belongs to; null when it was never prepared. */
  readonly mark: string | null;
  readonly range: Release["schema"];
  readonly inRange: boolean;
  /** Why the build can't work with the schema. */
  readonly message?: string;
  readonly migrations: readonly MigrationState[];
  /** The database belongs to another environment. */
  readonly error?: string;
}

/**
 * Reads the status; changes nothing.
 *
 * @throws a sentence when the database can't be reached.
 */
export async function readStatus(
  ownerUrl: string,
  environment: EnvironmentName,
  release: Release,
): Promise<SchemaStatus> {
  const session = await openOwnerSession(ownerUrl, release);
  try {
    const mark = (await readMark(session)) ?? null;
    const applied = await readApplied(session);
    const verdict = judgeSchema(applied, release.schema);
    // A database that was never prepared is no fault here: the status says so.
    const error = mark === null ? undefined : faultOfMark(mark, environment);
    const known = Object.keys(ownMigrations);
    const appliedStates = applied.map(
      ({ name, appliedAt }): MigrationState => ({
        name,
        state: known.includes(name) ? "applied" : "unknown",
        appliedAt: appliedAt.toISOString(),
      }),
    );
    const pending = known
      .filter((name) => !applied.some((migration) => migration.name === name))
      .map((name): MigrationState => ({ name, state: "pending" }));
    return {
      environment,
      mark,
      range: release.schema,
      inRange: verdict.ok,
      ...(verdict.ok ? {} : { message: verdict.message }),
      migrations: [...appliedStates, ...pending].sort((a, b) => (a.name < b.name ? -1 : 1)),
      ...(error === undefined ? {} : { error }),
    };
  } finally {
    await session.end();
  }
}

/** Writes a status as lines for a terminal. */
export function formatStatus(status: SchemaStatus): string {
  const width = Math.max(...status.migrations.map(({ name }) => name.length), "migration".length);
  const rows = status.migrations.map(({ name, state, appliedAt }) =>
    `${name.padEnd(width)}  ${state.padEnd("applied".length)}  ${appliedAt ?? ""}`.trimEnd(),
  );
  const { oldest, newest } = status.range;
  return [
    `environment  ${status.environment}`,
    `mark         ${status.mark ?? "none"}`,
    `build        ${oldest === newest ? newest : `${oldest} to ${newest}`}`,
    `in range     ${status.inRange ? "yes" : `no. ${status.message ?? ""}`}`,
    "",
    `${"migration".padEnd(width)}  state    applied at`,
    ...rows,
  ].join("\n");
}
