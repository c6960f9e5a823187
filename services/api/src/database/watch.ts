import type { Log } from "../log/log.ts";
import type { Check } from "../routes/health/check.ts";
import type { DatabaseReadiness } from "./readiness.ts";

/**
 * Puts itself before the readiness checks: requests that come while they run share them, so that probes can't load the database, and every change
 * for better or worse is logged once, with its cause.
 */
export class DatabaseWatch {
  readonly #check: () => Promise<DatabaseReadiness>;
  readonly #log: Log;
  #running: Promise<DatabaseReadiness> | undefined;
  #lastProblem: string | undefined = "";

  constructor(check: () => Promise<DatabaseReadiness>, log: Log) {
    this.#check = check;
    this.#log = log;
  }

  /** Runs the checks, or waits for those that run already. */
  look(): Promise<DatabaseReadiness> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** The checks alone, for the health routes. */
  readonly checks = async (): Promise<readonly Check[]> => (await this.look()).checks;

  async #run(): Promise<DatabaseReadiness> {
    const found = await this.#check();
    const problem = found.checks.find(({ ok }) => !ok)?.message;
    if (problem !== this.#lastProblem) {
      if (problem === undefined) this.#log.info("the database is ready");
      else this.#log.warn({ problem, cause: found.cause }, "the database is not ready");
    }
    this.#lastProblem = problem;
    return found;
  }
}
