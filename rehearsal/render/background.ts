/** Work that goes on after its request has been answered. */
export class Background {
  readonly #underWay = new Set<Promise<void>>();

  /** Lets some work go on. A failure is the stand-in's own: whoever has started it sees where. */
  run(work: Promise<void>): void {
    const watched = work.catch((error: unknown) => console.error(error)).finally(() => this.#underWay.delete(watched));
    this.#underWay.add(watched);
  }

  /** Ends when no work is under way. */
  async ended(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}
