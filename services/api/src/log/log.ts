import { type DestinationStream, type Level, type Logger, pino, stdTimeFunctions } from "pino";
import { createRedaction } from "./redaction.ts";

/** What the code logs to: one JSON line an event, with level, time, message and properties. */
export type Log = Logger;

/**
 * Keys whose values are secret wherever they turn up, for instance in the properties of an error that a library throws. In the `detail` of its errors
 * Postgres repeats whole rows, with people's addresses and the hashes of their passwords.
 */
const SECRET_KEYS = ["password", "authorization", "cookie", "connectionString", "token", "secret", "detail"];

/**
 * Makes a log.
 *
 * @param options.level least severe level that is written.
 * @param options.secrets values that no line may hold, see `createRedaction`.
 * @param destination gets the lines; standard output when left out. It is written synchronously: the last line before an exit is the one that
 * matters most.
 */
export function createLog(
  { level, secrets }: { level: Level; secrets: readonly string[] },
  destination: DestinationStream = pino.destination({ fd: 1, sync: true }),
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[redacted]" },
      hooks: { streamWrite: createRedaction(secrets) },
    },
    destination,
  );
}
