import { Fault } from "../fault.ts";
import { portTaken } from "./ports.ts";

/** Why a server did not start: a fault to show, or a reason to look again. */
export type BootFailure = { readonly retry: true } | { readonly retry: false; readonly fault: Fault };

/**
 * Reads from a server's log why it did not start.
 *
 * @param log what it has written since it was started, in English
 * @param server what the sentence names
 */
export function explainBoot(
  log: string,
  server: { readonly port: number; readonly dataDirectory: string; readonly logFile: string },
): BootFailure {
  const { port, dataDirectory, logFile } = server;
  // Another process started it in the same moment and may not have written its lock yet, or the last one's children are
  // still ending.
  if (/lock file "postmaster\.pid" (already exists|is empty)|pre-existing shared memory block/.test(log)) {
    return { retry: true };
  }

  const explained = (sentence: string): BootFailure => ({ retry: false, fault: new Fault(sentence) });
  if (/Address already in use/.test(log)) {
    return { retry: false, fault: portTaken(port) };
  }
  if (/could not bind IPv4 address .*Permission denied/.test(log)) {
    return explained(`Port ${port} may not be used by this user: choose one above 1023.`);
  }
  const reason = log
    .split("\n")
    .findLast((line) => /\b(FATAL|PANIC):/.test(line))
    ?.replace(/^.*?\b(?:FATAL|PANIC):\s*/, "");
  if (reason && /configuration parameter|invalid value for parameter|outside the valid range/.test(reason)) {
    return explained(`PostgreSQL refuses its settings (${reason}): correct them and start again.`);
  }
  if (reason && /No space left on device/.test(reason)) {
    return explained(`The disk of ${dataDirectory} is full: run "df -h ${dataDirectory}", make room, and start again.`);
  }
  return explained(
    `PostgreSQL does not start from ${dataDirectory} (${reason ?? "it said nothing"}; log: ${logFile}): run "mv ${dataDirectory} ${dataDirectory}.damaged" to set it aside and start again with an empty one.`,
  );
}
