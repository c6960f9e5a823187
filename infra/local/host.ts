import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isAlive } from "../alive.ts";
import type { LocalPaths } from "./paths.ts";
import { answers } from "./ports.ts";

/** How long a process hosts the backing services: for one piece of work, or until a person ends it. */
const termSchema = z.enum(["brief", "lasting"]);

export type Term = z.infer<typeof termSchema>;

const hostSchema = z.object({
  pid: z.int().positive(),
  term: termSchema,
  postgresKind: z.enum(["docker compose", "embedded"]),
  postgresPort: z.int().positive(),
  providerPort: z.int().positive(),
});

/** The process that hosts the backing services of a clone, and what others are told of them. */
export type Host = z.infer<typeof hostSchema>;

/** The living host of the backing services of a clone; undefined when there is none. */
export async function findHost(paths: LocalPaths): Promise<Host | undefined> {
  const text = await readFile(hostFile(paths), "utf8").catch(() => "");
  const parsed = hostSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const host = parsed.data;
  // After a restart of the machine another program may have the process id, but it doesn't answer on the port.
  return isAlive(host.pid) && (await answers(host.providerPort)) ? host : undefined;
}

/** Tells the other processes of a clone of a host, in one step. */
export async function announceHost(paths: LocalPaths, host: Host): Promise<void> {
  const unfinished = `${hostFile(paths)}.${randomUUID()}`;
  await mkdir(paths.directory, { recursive: true });
  await writeFile(unfinished, JSON.stringify(host));
  await rename(unfinished, hostFile(paths));
}

/** Takes back what was announced. */
export async function withdrawHost(paths: LocalPaths): Promise<void> {
  await rm(hostFile(paths), { force: true });
}

function hostFile(paths: LocalPaths): string {
  return join(paths.directory, "backing-services.json");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
