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

/** How the API tells of a request, in its log. */
const requestSchema = z.object({ method: z.string(), path: z.string(), status: z.number() });

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
  const json = parseJson(message);
  const pino = pinoSchema.safeParse(json).data;
  const request = pino && requestSchema.safeParse(json).data;
  return {
    at,
    level: levelOf(pino?.level) ?? levelOf(level) ?? "info",
    text: withoutSecrets(pino ? textOf(pino, request) : message),
    instance: instance?.split("-").at(-1),
    ...(request && { isRequest: true }),
  };
}

function textOf({ msg, err }: z.infer<typeof pinoSchema>, request: z.infer<typeof requestSchema> | undefined): string {
  const said = request && msg === "request" ? `${request.method} ${request.path} ${request.status}` : msg;
  return [said, err?.message].filter(Boolean).join(": ");
}

function parseJson(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function levelOf(told: number | string | undefined): LogLevel | undefined {
  if (typeof told === "number") return PINO_LEVELS.find(([least]) => told >= least)?.[1] ?? "debug";
  return told === undefined ? undefined : LEVELS[told.toLowerCase()];
}
