/** The levels of pino (its `levels` mapping), in Render's words. */
const BY_NUMBER: Readonly<Record<number, string>> = {
  10: "debug",
  20: "debug",
  30: "info",
  40: "warning",
  50: "error",
  60: "critical",
};
const BY_WORD: Readonly<Record<string, string>> = { trace: "debug", warn: "warning", fatal: "critical", err: "error" };
const KNOWN = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

/**
 * The level of a line: the one that it names, when it is JSON, else by where it was put out.
 *
 * @see https://render.com/docs/logging
 */
export function levelOf(text: string, stream: "stdout" | "stderr"): string {
  return named(text) ?? (stream === "stderr" ? "error" : "info");
}

function named(text: string): string | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const { level, severity = level } = JSON.parse(text) as { level?: unknown; severity?: unknown };
    if (typeof severity === "number") return BY_NUMBER[severity];
    if (typeof severity !== "string") return undefined;
    const word = severity.toLowerCase();
    return BY_WORD[word] ?? (KNOWN.includes(word) ? word : undefined);
  } catch {
    return undefined;
  }
}
