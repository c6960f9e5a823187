import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isAlive } from "../alive.ts";
import { answers } from "./ports.ts";

/** How long a process hosts services: for one piece of work, or until a person ends it. */
const termSchema = z.enum(["brief", "lasting"]);

export type Term = z.infer<typeof termSchema>;

const hostSchema = z.object({ pid: z.int().positive(), term: termSchema, told: z.unknown() });

/** The process that hosts services of a clone, and what others are told of them. */
export interface Host<Told> {
  readonly pid: number;
  readonly term: Term;
  readonly told: Told;
}

/** What it takes to find the host of services. */
export interface Findable<Told> {
  /** The folder by which the processes of a clone find each other. */
  readonly directory: string;
  /** What those who use the services are told of them. */
  readonly schema: z.ZodType<Told>;
  /** A port of this machine that answers as long as the services are there. */
  port(told: Told): number;
}

/** The living host of services; undefined when there is none. */
export async function findHost<Told>({ directory, schema, port }: Findable<Told>): Promise<Host<Told> | undefined> {
  const text = await readFile(hostFile(directory), "utf8").catch(() => "");
  const host = hostSchema.safeParse(parseJson(text));
  const told = schema.safeParse(host.data?.told);
  if (!host.success || !told.success) return undefined;
  const { pid, term } = host.data;
  // After a restart of the machine another program may have the process id, but it doesn't answer on the port.
  return isAlive(pid) && (await answers(port(told.data))) ? { pid, term, told: told.data } : undefined;
}

/** Tells the other processes of a clone of a host, in one step. */
export async function announceHost<Told>(directory: string, host: Host<Told>): Promise<void> {
  const unfinished = `${hostFile(directory)}.${randomUUID()}`;
  await mkdir(directory, { recursive: true });
  await writeFile(unfinished, JSON.stringify(host), { mode: 0o600 });
  await rename(unfinished, hostFile(directory));
}

/** Takes back what was announced. */
export async function withdrawHost(directory: string): Promise<void> {
  await rm(hostFile(directory), { force: true });
}

function hostFile(directory: string): string {
  return join(directory, "host.json");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
