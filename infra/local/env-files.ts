import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { Fault } from "../fault.ts";
import { updateEnvFile, type WrittenDigests } from "./env-file.ts";
import type { LocalPaths } from "./paths.ts";
import type { LocalOutputs } from "./stack.ts";

/** The `.env` files of the services, relative to the root of the clone. */
export const ENV_FILES = { api: "services/api/.env", web: "services/web/.env" } as const;

export type Service = keyof typeof ENV_FILES;

const recordSchema = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * Writes the `.env` files of the services from the outputs of the local stack, each in one step and readable by this user alone.
 *
 * @returns a sentence for each file in which a value was kept because it was edited by hand.
 */
export async function writeEnvFiles(paths: LocalPaths, outputs: LocalOutputs): Promise<string[]> {
  const variables = { api: outputs.apiVariables, web: outputs.webVariables };
  const record: Record<string, WrittenDigests> = await readRecord(paths);
  const sentences: string[] = [];
  for (const service of ["api", "web"] as const) {
    const file = join(paths.root, ENV_FILES[service]);
    const text = await readFile(file, "utf8").catch(() => undefined);
    const update = updateEnvFile(text, variables[service], record[service] ?? {});
    if (update.text !== text) await replaceFile(file, update.text);
    record[service] = update.digests;
    if (update.kept.length > 0) {
      sentences.push(
        `${ENV_FILES[service]} keeps ${update.kept.join(", ")} as edited by hand; delete the line to get the stack's value.`,
      );
    }
  }
  await replaceFile(recordFile(paths), JSON.stringify(record));
  return sentences;
}

/**
 * Takes out of the `.env` files what {@link writeEnvFiles} put there; a file that then holds no variable goes, what a person edited stays.
 */
export async function forgetEnvFiles(paths: LocalPaths): Promise<void> {
  const record = await readRecord(paths);
  for (const service of ["api", "web"] as const) {
    const file = join(paths.root, ENV_FILES[service]);
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const { text: rest } = updateEnvFile(text, {}, record[service] ?? {});
    if (Object.keys(parseEnv(rest)).length === 0) await rm(file);
    else await replaceFile(file, rest);
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
  const text = await readFile(join(paths.root, file), "utf8").catch(() => {
    throw new Fault(
      `${file} is missing: run \`npm run up -- local\` to make it from the stack, or copy ${file}.example.`,
    );
  });
  return parseEnv(text) as Record<string, string>;
}

async function replaceFile(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.new`;
  try {
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, file);
  } catch (error) {
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
  const text = await readFile(recordFile(paths), "utf8").catch(() => "{}");
  return recordSchema.catch({}).parse(JSON.parse(text));
}
