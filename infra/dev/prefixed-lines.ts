/** Writes one whole line. */
export type WriteLine = (line: string) => void;

/**
 * Cuts a stream of text into lines and puts the name of its source in front of each, so that the output of several programs can be told apart.
 *
 * @param format makes a line of the source fit for people.
 * @returns takes chunks of text however they come; `end` writes what stands without a line break.
 */
export function prefixedLines(
  name: string,
  write: WriteLine,
  format: (line: string) => string = (line) => line,
): { take(chunk: string): void; end(): void } {
  let rest = "";
  const writeOne = (line: string) => {
    for (const part of format(line.replace(/\r$/, "")).split("\n")) if (part.trim() !== "") write(`${name} │ ${part}`);
  };
  return {
    take: (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) writeOne(line);
    },
    end: () => {
      if (rest !== "") writeOne(rest);
      rest = "";
    },
  };
}
