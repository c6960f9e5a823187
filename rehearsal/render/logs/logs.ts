import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "../../fault.ts";
import { newLetters } from "../ids.ts";
import { levelOf } from "./level.ts";
import type { LogLine } from "./log-line.ts";
import { timeOf } from "./microseconds.ts";
import { ResourceLog } from "./resource-log.ts";

/** A line that a program puts out. */
interface ProgramLine {
  /** Id of the service or job. */
  readonly resource: string;
  readonly instance: string;
  readonly text: string;
  readonly stream: "stdout" | "stderr";
}

/** What Render itself says of a resource. */
interface OwnLine {
  readonly resource: string;
  readonly text: string;
  readonly type: LogLine["type"];
  readonly level: "info" | "error";
}

/** What services and jobs put out. As at Render nothing is taken out of it, secrets included. */
export class Logs {
  readonly #directory: string;
  readonly #onFault: (fault: Fault) => void;
  readonly #logs = new Map<string, ResourceLog>();
  #lastMicroseconds = 0;

  /**
   * @param directory is made when it is needed
   * @param onFault told of a log that can't be written
   */
  constructor(directory: string, onFault: (fault: Fault) => void = ({ message }) => console.error(message)) {
    this.#directory = directory;
    this.#onFault = onFault;
  }

  /** Keeps a line of a program. */
  put({ resource, instance, text, stream }: ProgramLine): void {
    this.#add(resource, { text, type: "app", level: levelOf(text, stream), instance });
  }

  /** Keeps what Render itself says; its lines begin as those of Render do. */
  say({ resource, text, type, level }: OwnLine): void {
    this.#add(resource, { text: `==> ${text}`, type, level });
  }

  /** The lines of some resources that are kept, oldest first. */
  of(resources: readonly string[]): readonly (LogLine & { readonly resource: string })[] {
    const all = resources.flatMap((resource) => this.#log(resource).lines.map((line) => ({ ...line, resource })));
    return resources.length === 1 ? all : all.sort((one, other) => (one.at < other.at ? -1 : 1));
  }

  /** Forgets a resource. */
  remove(resource: string): void {
    this.#log(resource).drop();
    this.#logs.delete(resource);
    rmSync(this.#pathOf(resource), { force: true });
  }

  /** Writes what isn't on disk yet. */
  flush(): void {
    for (const log of this.#logs.values()) log.flush();
  }

  #add(resource: string, line: Omit<LogLine, "id" | "at">): void {
    this.#log(resource).add({ id: newLetters(20), at: this.#now(), ...line });
  }

  #log(resource: string): ResourceLog {
    const found = this.#logs.get(resource) ?? new ResourceLog(this.#pathOf(resource), this.#onFault);
    this.#logs.set(resource, found);
    return found;
  }

  #pathOf(resource: string): string {
    return join(this.#directory, `${resource}.jsonl`);
  }

  /** Lines of one millisecond get a microsecond each, so that a time is a cursor. */
  #now(): string {
    this.#lastMicroseconds = Math.max(this.#lastMicroseconds + 1, Date.now() * 1000);
    return timeOf(this.#lastMicroseconds);
  }
}
