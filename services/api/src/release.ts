import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Release, releaseSchema } from "@live-listen/protocol";
import { z } from "zod";
import { MIGRATION_NAME, OLDEST_SCHEMA } from "../migrations/range.ts";
import { OperatorFault } from "./operator-fault.ts";

const manifestSchema = z.object({ version: z.string().min(1) });

/**
 * Says which release this code is. A build leaves that in `release.json` beside `package.json`; it is never a variable, which after a rollback
 * would still name the release that was rolled back. Without the file this is a working copy: the version of `package.json`, the commit
 * `development`, and the migrations that the folder holds.
 *
 * @param folder of the package.
 * @throws when `release.json` doesn't say what a release says.
 */
export function readRelease(folder = fileURLToPath(new URL("..", import.meta.url))): Release {
  const written = readJsonIfThere(`${folder}/release.json`);
  if (written === undefined) return releaseOfWorkingCopy(folder);
  const parsed = releaseSchema.safeParse(written);
  if (parsed.success) return parsed.data;
  throw new OperatorFault(
    `${folder}/release.json does not describe a release: build again, or delete it in a working copy.`,
  );
}

function releaseOfWorkingCopy(folder: string): Release {
  const { version } = manifestSchema.parse(readJsonIfThere(`${folder}/package.json`));
  const names = readdirSync(`${folder}/migrations`)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length))
    .filter((name) => MIGRATION_NAME.test(name));
  const newest = names.sort().at(-1);
  if (newest === undefined) throw new OperatorFault(`${folder}/migrations holds no migration.`);
  return { version, commit: "development", schema: { oldest: OLDEST_SCHEMA, newest } };
}

function readJsonIfThere(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
