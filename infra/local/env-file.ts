import { createHash } from "node:crypto";
import { parseEnv } from "node:util";

/** Digests of the values that were last written to an `.env` file, by variable: one, or two when it isn't known whether a write was cut off. */
export type WrittenDigests = Readonly<Record<string, readonly string[]>>;

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
  const edited = (name: string) => present[name] !== undefined && !isWritten(present[name], name, written);
  const kept = Object.keys(values).filter((name) => edited(name) && present[name] !== values[name]);
  const lines = entriesOf(text ?? `${HEADING}\n`).flatMap((entry) => {
    const name = variableOf(entry);
    if (name === undefined || kept.includes(name)) return [entry];
    if (Object.hasOwn(values, name)) return [formatVariable(name, values[name] ?? "")];
    // What was written once and is no variable any more goes; what a person added stays.
    return Object.hasOwn(written, name) && !edited(name) ? [] : [entry];
  });
  const missing = Object.entries(values).filter(([name]) => present[name] === undefined);
  lines.push(...missing.map(([name, value]) => formatVariable(name, value)));
  const digests = Object.entries(values)
    .filter(([name]) => !kept.includes(name))
    .map(([name, value]) => [name, [digestOf(value)]]);
  return { text: lines.map((line) => `${line}\n`).join(""), kept, digests: Object.fromEntries(digests) };
}

/** The variables whose values are not those last written, in the order of the file: a person edited or added them. */
export function editedIn(present: Readonly<Record<string, string>>, written: WrittenDigests): string[] {
  return Object.entries(present).flatMap(([name, value]) => (isWritten(value, name, written) ? [] : [name]));
}

/** The digests with which a file counts as unedited both before and after it is written. */
export function eitherDigest(before: WrittenDigests, after: WrittenDigests): WrittenDigests {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...names].map((name) => [name, [...(before[name] ?? []), ...(after[name] ?? [])]]));
}

/**
 * Writes a variable so that Node's `--env-file` reads the same value back.
 *
 * @throws Error for the few values that no quotation mark can hold; it doesn't show the value.
 * @see https://nodejs.org/docs/latest-v24.x/api/environment_variables.html#dotenv
 */
export function formatVariable(name: string, value: string): string {
  if (/^[\w:/@.+~%?&=,-]*$/.test(value)) return `${name}=${value}`;
  const quote = ["'", "`", '"'].find((mark) => !value.includes(mark));
  // Node drops every carriage return, and reads `\n` between double quotes as a line break.
  if (!quote || value.includes("\r") || (quote === '"' && value.includes("\\n")))
    throw new Error(`The value of ${name} can't be written to an .env file.`);
  return `${name}=${quote}${value}${quote}`;
}

/** The lines of a file, but those of a quoted value that spans several in one. */
function entriesOf(text: string): string[] {
  const lines = text.replace(/\n$/, "").split("\n");
  const entries: string[] = [];
  for (let first = 0; first < lines.length; ) {
    const last = lastLineOf(lines, first);
    entries.push(lines.slice(first, last + 1).join("\n"));
    first = last + 1;
  }
  return entries;
}

function lastLineOf(lines: readonly string[], first: number): number {
  const [opening, quote] = /^[^#=]*=\s*(['"`])/.exec(lines[first] ?? "") ?? [];
  if (opening === undefined || quote === undefined) return first;
  if (lines[first]?.slice(opening.length).includes(quote)) return first;
  const closing = lines.findIndex((line, index) => index > first && line.includes(quote));
  // A mark that is never closed is a letter of the value.
  return closing === -1 ? first : closing;
}

function variableOf(line: string): string | undefined {
  return /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/.exec(line)?.[1];
}

function isWritten(value: string, name: string, written: WrittenDigests): boolean {
  return Object.hasOwn(written, name) && (written[name]?.includes(digestOf(value)) ?? false);
}

function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
