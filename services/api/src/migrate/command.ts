import { type DestinationStream, pino } from "pino";
import { appRoleOf } from "../database/app-role.ts";
import { runMigrations, sentenceOf } from "../database/run-migrations.ts";
import { messageOf } from "../log/error-message.ts";
import { createLog } from "../log/log.ts";
import { createRedaction } from "../log/redaction.ts";
import { readRelease } from "../release.ts";
import { type MigrationVariables, parseMigrationVariables, type RawVariables } from "../variables.ts";
import { actorOf } from "./actor.ts";
import { type MigrateArguments, parseArguments, USAGE } from "./arguments.ts";
import { formatStatus, readStatus } from "./status.ts";

/** Where the command writes. */
export interface Output {
  readonly stdout: DestinationStream;
  readonly stderr: DestinationStream;
}

const PROCESS_OUTPUT: Output = {
  stdout: pino.destination({ fd: 1, sync: true }),
  stderr: pino.destination({ fd: 2, sync: true }),
};

/**
 * The command that prepares and migrates a database. The log goes to standard output, and with `--json` to standard error, so that standard
 * output then holds one line: the result.
 *
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage.
 */
export async function migrateCommand(
  args: readonly string[],
  env: RawVariables,
  output = PROCESS_OUTPUT,
): Promise<number> {
  const parsed = parseArguments(args);
  if (parsed === undefined) {
    output.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const read = parseMigrationVariables(env);
  if (!read.ok) {
    for (const fault of read.faults) output.stderr.write(`${fault}\n`);
    return 2;
  }
  const redact = createRedaction([read.variables.DATABASE_URL, read.variables.MIGRATION_DATABASE_URL]);
  try {
    return await (parsed.verb === "status"
      ? status(parsed, read.variables, output)
      : migrateTo({ ...parsed, verb: parsed.verb }, read.variables, actorOf(env), output, redact));
  } catch (error) {
    const message = redact(messageOf(error));
    if (parsed.json) output.stdout.write(`${JSON.stringify({ outcome: "failed", error: message })}\n`);
    output.stderr.write(`${message}\n`);
    return 1;
  }
}

async function status({ json }: MigrateArguments, variables: MigrationVariables, output: Output): Promise<number> {
  const found = await readStatus(variables.MIGRATION_DATABASE_URL, variables.APP_ENV, readRelease());
  output.stdout.write(`${json ? JSON.stringify(found) : formatStatus(found)}\n`);
  if (found.error === undefined) return 0;
  output.stderr.write(`${found.error}\n`);
  return 1;
}

async function migrateTo(
  { verb, to, json }: MigrateArguments & { verb: "up" | "down" },
  variables: MigrationVariables,
  actor: string,
  { stdout, stderr }: Output,
  redact: (text: string) => string,
): Promise<number> {
  const { APP_ENV, DATABASE_URL, MIGRATION_DATABASE_URL, JWT_SECRET_PREVIOUS, LOG_LEVEL } = variables;
  const secrets = [DATABASE_URL, MIGRATION_DATABASE_URL];
  const run = await runMigrations({
    target: { direction: verb, to },
    environment: APP_ENV,
    ownerUrl: MIGRATION_DATABASE_URL,
    appRole: appRoleOf(DATABASE_URL),
    rotating: JWT_SECRET_PREVIOUS !== undefined,
    release: readRelease(),
    actor,
    log: createLog({ level: LOG_LEVEL, secrets }, json ? stderr : stdout),
    redact,
  });
  if (json) stdout.write(`${JSON.stringify({ environment: APP_ENV, ...run })}\n`);
  if (run.outcome === "succeeded") return 0;
  stderr.write(`${sentenceOf(run)}\n`);
  return 1;
}
