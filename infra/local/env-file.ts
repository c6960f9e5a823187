import { createHash } from "node:crypto";
import { parseEnv } from "node:util";

/** Digests of the values that were last written to an `.env` file, by variable. */
export type WrittenDigests = Readonly<Record<string, string>>;

/** What an `.env` file becomes. */
export interface EnvFileUpdate {
  readonly text: string;
  /** Variables whose values were edited by hand, and are kept though the stack says otherwise. */
  readonly kept: readonly string[];
  readonly digests: WrittenDigests;
}

const HEADING =
  "# Made from the outputs of the Pulumi stack `local`. A value that you edit here is kept; delete its line to get the stack's.";

/**
 * Brings the text of an `.env` file up to date, and leaves alone what a person wrote: comments, variables of their own, edited values.
 *
 * @param text the file as it is; undefined when there is none.
 * @param values by variable, as they should be.
 * @param written digests of what was written last. A value that doesn't match its digest was edited; a file without any was made by hand.
 */
export function updateEnvFile(
  text: string | undefined,
  values: Readonly<Record<string, string>>,
  written: WrittenDigests,
): EnvFileUpdate {
  const present = parseEnv(text ?? "") as Record<string, string | undefined>;
  const edited = (name: string) => present[name] !== undefined && digestOf(present[name]) !== written[name];
  const kept = Object.keys(values).filter((name) => edited(name) && present[name] !== values[name]);
  const lines = (text ?? `${HEADING}\n`)
    .replace(/\n$/, "")
    .split("\n")
    .flatMap((line) => {
      const name = variableOf(line);
      if (name === undefined || kept.includes(name)) return [line];
      const value = values[name];
      if (value !== undefined) return [formatVariable(name, value)];
      // What was written once and is no variable any more goes; what a person added stays.
      return name in written && !edited(name) ? [] : [line];
    });
  const missing = Object.entries(values).filter(([name]) => present[name] === undefined);
  lines.push(...missing.map(([name, value]) => formatVariable(name, value)));
  const digests = Object.entries(values)
    .filter(([name]) => !kept.includes(name))
    .map(([name, value]) => [name, digestOf(value)]);
  return { text: `${lines.join("\n")}\n`, kept, digests: Object.fromEntries(digests) };
}

/** Writes a variable so that Node's `--env-file` reads the same value back. */
export function formatVariable(name: string, value: string): string {
  if (/^[\w:/@.+~%?&=,-]*$/.test(value)) return `${name}=${value}`;
  const quote = ["'", '"', "`"].find((mark) => !value.includes(mark));
  if (!quote || (quote === '"' && value.includes("\\n")))
    throw new Error(`The value of ${name} can't be written to an .env file.`);
  return `${name}=${quote}${value}${quote}`;
}

function variableOf(line: string): string | undefined {
  return /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/.exec(line)?.[1];
}

function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
