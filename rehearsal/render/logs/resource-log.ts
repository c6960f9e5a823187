import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Fault, messageOf } from "../../fault.ts";
import { type LogLine, logLine } from "./log-line.ts";

/** How many lines of a resource are kept; Render keeps those of some days. */
export const KEPT_LINES = 5_000;

/** How long lines wait for each other before they are written, in milliseconds. */
const GATHERED_MILLISECONDS = 50;

/** The last lines of one resource, in memory and on disk. Its owner alone may read the file: programs put out what they like. */
export class ResourceLog {
  readonly #path: string;
  readonly #onFault: (fault: Fault) => void;
  readonly #lines: LogLine[];
  #onDisk: number;
  #waiting: LogLine[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isFailing = false;

  /** @param onFault told when lines can't be written, once until they can be again */
  constructor(path: string, onFault: (fault: Fault) => void) {
    this.#path = path;
    this.#onFault = onFault;
    this.#lines = read(path);
    this.#onDisk = this.#lines.length;
    this.#lines.splice(0, this.#lines.length - KEPT_LINES);
  }

  /** Oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  add(line: LogLine): void {
    this.#lines.push(line);
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
    this.#waiting.push(line);
    this.#timer ??= setTimeout(() => this.flush(), GATHERED_MILLISECONDS);
  }

  /** Writes what isn't on disk yet; what can't be written now is with the next lines. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    try {
      this.#write();
      this.#isFailing = false;
    } catch (cause) {
      // The last of it may have been written in part: the next time the file is written as a whole.
      this.#onDisk = Number.POSITIVE_INFINITY;
      this.#waiting.splice(0, this.#waiting.length - KEPT_LINES);
      if (this.#isFailing) return;
      this.#isFailing = true;
      this.#onFault(new Fault(`The log ${this.#path} can't be written: ${messageOf(cause)}`, { cause }));
    }
  }

  /** Forgets what isn't on disk yet. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #write(): void {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    // The file grows to twice of what is kept, so that it is seldom written as a whole.
    if (this.#onDisk + this.#waiting.length <= 2 * KEPT_LINES) {
      appendFileSync(this.#path, textOf(this.#waiting), { mode: 0o600 });
      this.#onDisk += this.#waiting.length;
    } else {
      writeFileSync(`${this.#path}.new`, textOf(this.#lines), { mode: 0o600 });
      renameSync(`${this.#path}.new`, this.#path);
      this.#onDisk = this.#lines.length;
    }
    this.#waiting = [];
  }
}

function textOf(lines: readonly LogLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function read(path: string): LogLine[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return [];
  }
  return text.split("\n").flatMap((one) => {
    try {
      return [logLine.parse(JSON.parse(one))];
    } catch {
      // The last line of a process that was killed may be cut off.
      return [];
    }
  });
}
