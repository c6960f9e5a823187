import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { Fault } from "../fault.ts";
import { editedIn, eitherDigest, updateEnvFile, type WrittenDigests } from "./env-file.ts";
import type { LocalPaths } from "./paths.ts";
import type { LocalOutputs } from "./stack.ts";

/** The `.env` files of the services, relative to the root of the clone. */
export const ENV_FILES = { api: "services/api/.env", web: "services/web/.env" } as const;

export type Service = keyof typeof ENV_FILES;

const recordSchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));

/**
 * Writes the `.env` files of the services from the outputs of the local stack, each in one step and readable by this user alone.
 *
 * @returns a sentence for each file in which a value was kept because it was edited by hand.
 */
export async function writeEnvFiles(
  paths: LocalPaths,
  outputs: Pick<LocalOutputs, "apiVariables" | "webVariables">,
): Promise<string[]> {
  const variables = { api: outputs.apiVariables, web: outputs.webVariables };
  const record: Record<string, WrittenDigests> = await readRecord(paths);
  const sentences: string[] = [];
  for (const service of ["api", "web"] as const) {
    const file = join(paths.root, ENV_FILES[service]);
    const text = await readIfThere(file);
    const written = record[service] ?? {};
    const update = updateEnvFile(text, variables[service], written);
    if (update.text !== text) {
      // Killed between the two, this process must leave neither the old values nor the new ones to be taken for a person's.
      record[service] = eitherDigest(written, update.digests);
      await replaceFile(paths, recordFile(paths), JSON.stringify(record));
      await replaceFile(paths, file, update.text);
    }
    record[service] = update.digests;
    if (update.kept.length > 0) {
      sentences.push(
        `${ENV_FILES[service]} keeps ${update.kept.join(", ")} as edited by hand; delete the line to get the stack's value.`,
      );
    }
  }
  await replaceFile(paths, recordFile(paths), JSON.stringify(record));
  return sentences;
}

/**
 * Takes out of the `.env` files what {@link writeEnvFiles} put there; a file that then holds no variable goes, what a person edited stays.
 */
export async function forgetEnvFiles(paths: LocalPaths): Promise<void> {
  const record = await readRecord(paths);
  for (const service of ["api", "web"] as const) {
    const file = join(paths.root, ENV_FILES[service]);
    const text = await readIfThere(file);
    if (text === undefined) continue;
    const { text: rest } = updateEnvFile(text, {}, record[service] ?? {});
    if (Object.keys(parseEnv(rest)).length === 0) await rm(file);
    else if (rest !== text) await replaceFile(paths, file, rest);
  }
  await rm(recordFile(paths), { force: true });
}

/**
 * Reads the variables of a service from its `.env` file.
 *
 * @throws Fault when there is none, with the two ways to one.
 */
export async function readEnvFile(paths: LocalPaths, service: Service): Promise<Record<string, string>> {
  const file = ENV_FILES[service];
  const text = await readIfThere(join(paths.root, file));
  if (text === undefined) {
    throw new Fault(
      `${file} is missing: run \`npm run up -- local\` to make it from the stack, or copy ${file}.example.`,
    );
  }
  return parseEnv(text) as Record<string, string>;
}

/** Names the variables of a service's file that are not as {@link writeEnvFiles} wrote them. @throws Fault when there is no file */
export async function editedVariables(paths: LocalPaths, service: Service): Promise<string[]> {
  const variables = await readEnvFile(paths, service);
  return editedIn(variables, (await readRecord(paths))[service] ?? {});
}

/** A file that can't be read is not a missing one: what a person has edited in it would be lost. */
async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Fault(`${file} can't be read: make it yours with \`chown\`, then run this again.`, { cause: error });
  }
}

async function replaceFile(paths: LocalPaths, file: string, text: string): Promise<void> {
  // Beside the others' state and not beside the file: what a killed process leaves there is ignored by git.
  const unfinished = join(paths.directory, `${randomUUID()}.unfinished`);
  try {
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new Fault(`${file} can't be written: make its folder yours with \`chown\`, then run this again.`, {
      cause: error,
    });
  }
}

function recordFile(paths: LocalPaths): string {
  return join(paths.directory, "env-files.json");
}

async function readRecord(paths: LocalPaths): Promise<Record<string, WrittenDigests>> {
  await mkdir(paths.directory, { recursive: true });
  const text = (await readIfThere(recordFile(paths))) ?? "{}";
  // Without its record every value counts as edited by hand, so none is lost.
  return recordSchema.catch({}).parse(parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
