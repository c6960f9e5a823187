import type { Finding } from "../doctor/examine.ts";
import type { Progress } from "../progress.ts";
import { note } from "./verb.ts";

/**
 * Shows what is waited for, with its state and what a person has to do for it: all of it in place on a terminal, and elsewhere a line for each
 * thing whenever its state is another, so that a log tells how it went and not how long it took.
 *
 * @param progress draws several lines as one state, on a terminal.
 */
export function showPending(
  progress: Progress,
  terminal: boolean,
  write: (line: string) => void = note,
): (findings: readonly Finding[]) => void {
  const told = new Map<string, string>();
  return (findings) => {
    const waiting = findings.filter(({ verdict }) => verdict === "pending");
    if (terminal) return progress(waiting.map(inWords).join("\n"));
    for (const finding of waiting) {
      if (told.get(finding.name) !== finding.sentence) write(`… ${inWords(finding)}`);
      told.set(finding.name, finding.sentence);
    }
    const came = [...told.keys()].filter((name) => !waiting.some((finding) => finding.name === name));
    for (const finding of findings.filter(({ name }) => came.includes(name))) {
      write(`✔ ${inWords(finding)}`);
      told.delete(finding.name);
    }
  };
}

function inWords({ name, sentence }: Finding): string {
  return `${name}: ${sentence}`;
}
