import { z } from "zod";
import type { RenderLog } from "../../../../platforms/render/logs.ts";
import type { LogLevel, LogLine } from "../model.ts";
import { withoutSecrets } from "./without-secrets.ts";

/** What pino writes, as far as a person wants to read it. */
const pinoSchema = z.object({
  level: z.union([z.number(), z.string()]).optional(),
  msg: z.string(),
  err: z.object({ message: z.string() }).optional(),
});

/** Least numbers of pino's levels, from the gravest. */
const PINO_LEVELS: readonly (readonly [least: number, level: LogLevel])[] = [
  [50, "error"],
  [40, "warning"],
  [30, "info"],
];

const LEVELS: Readonly<Record<string, LogLevel>> = {
  trace: "debug",
  debug: "debug",
  info: "info",
  notice: "info",
  warn: "warning",
  warning: "warning",
  error: "error",
  fatal: "error",
  critical: "error",
};

/** A line of Render's log for a person: the message out of a line of JSON, and nothing that looks like a secret. */
export function logLine({ at, message, level, instance }: RenderLog): LogLine {
  const pino = parsePino(message);
  const text = pino ? [pino.msg, pino.err?.message].filter(Boolean).join(": ") : message;
  return {
    at,
    level: levelOf(pino?.level) ?? levelOf(level) ?? "info",
    text: withoutSecrets(text),
    instance: instance?.split("-").at(-1),
  };
}

function parsePino(message: string) {
  if (!message.startsWith("{")) return undefined;
  try {
    return pinoSchema.safeParse(JSON.parse(message)).data;
  } catch {
    return undefined;
  }
}

function levelOf(told: number | string | undefined): LogLevel | undefined {
  if (typeof told === "number") return PINO_LEVELS.find(([least]) => told >= least)?.[1] ?? "debug";
  return told === undefined ? undefined : LEVELS[told.toLowerCase()];
}
