/** How far a process is in its life; set by `main`, read by the health routes and by everything that must behave differently at the end. */
export class Lifecycle {
  #started = false;
  #stopping = false;

  /** Whether the process was ready at least once. */
  get started(): boolean {
    return this.#started;
  }

  /** Whether the process is on its way out. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Notes that the process is ready for the first time. */
  markStarted(): void {
    this.#started = true;
  }

  /** Notes that the process is on its way out; there is no way back. */
  markStopping(): void {
    this.#stopping = true;
  }
}
