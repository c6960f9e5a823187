import { createLog, type Log } from "../src/log/log.ts";

/** A log that keeps its lines. */
export interface MemoryLog {
  readonly log: Log;
  /** Every line so far, parsed. */
  readonly lines: Record<string, unknown>[];
  /** Every line so far, as written. */
  text(): string;
}

/** Makes a log that keeps its lines in memory. */
export function createMemoryLog(secrets: readonly string[] = []): MemoryLog {
  const written: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const log = createLog(
    { level: "trace", secrets },
    {
      write(line) {
        written.push(line);
        lines.push(JSON.parse(line));
      },
    },
  );
  return { log, lines, text: () => written.join("") };
}
