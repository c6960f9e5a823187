/** Remembers how to close what was opened, and closes it in the reverse order. */
export class Closers {
  readonly #closers: (() => Promise<void>)[] = [];

  /** Remembers how to close something. */
  add(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  /** Closes everything, the last opened first; one that fails doesn't keep the others open. */
  async close(): Promise<void> {
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) {
      await close().catch((error: unknown) =>
        process.stderr.write(`${error instanceof Error ? error.message : error}\n`),
      );
    }
  }
}
