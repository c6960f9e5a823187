import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { Fault } from "../fault.ts";
import { ROOT } from "./paths.ts";
import { basicEnvironment } from "./service-environment.ts";

/** The migration command of the API: the same program that the release phase runs elsewhere. */
const COMMAND = join(ROOT, "services", "api", "src", "migrate.ts");

const runSchema = z.object({ migrations: z.array(z.unknown()), to: z.string().nullable() });

/**
 * Prepares the local database and brings its schema to the newest migration.
 *
 * @param variables of the API.
 * @returns what was done, in words.
 * @throws Fault with the command's own sentence when it fails.
 */
export async function migrateUp(variables: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, [COMMAND, "up", "--json"], {
    env: { ...basicEnvironment(), ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [result, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  if (code !== 0) throw new Fault(sentencesOf(complaint) || `The migrations ended with code ${code}.`);
  const { migrations, to } = runSchema.parse(JSON.parse(result.trim().split("\n").at(-1) ?? ""));
  return migrations.length === 0 ? `schema at ${to}` : `${migrations.length} applied, schema at ${to}`;
}

/** The sentences among what the command wrote to standard error, in one line: every fault of the variables has one, and the log is between. */
function sentencesOf(complaint: string): string {
  const lines = complaint.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("{"));
  return lines.join("; ");
}

/**
 * Runs the migration command with the terminal as its own.
 *
 * @param args of the command, such as `["status"]`.
 * @returns its exit code.
 */
export async function runMigrationCommand(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<number> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { ...basicEnvironment(), ...variables },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve(code ?? 1));
  });
}
