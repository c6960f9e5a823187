import type { Pace } from "../../pace.ts";

/** "Every few seconds" (https://render.com/docs/health-checks). */
const CHECK_SECONDS = 5;
const LEAST_CHECK_MILLISECONDS = 50;

/** How long an instance has to answer a health check (the same page). */
const ANSWER_SECONDS = 5;
/** How long an instance may be unhealthy before it gets no requests, and before it is started anew (the same page). */
const UNROUTED_SECONDS = 15;
const RESTARTED_SECONDS = 60;
/** How long a new instance may take to be healthy, and a pre-deploy command to end (https://render.com/docs/deploys). */
const HEALTHY_SECONDS = 15 * 60;
const PRE_DEPLOY_SECONDS = 30 * 60;
/** How long instances that were replaced go on before they are asked to end (the same page). */
const OVERLAP_SECONDS = 60;

/** How much longer a step takes where a fault lets it be slow. */
const SLOW_STEP_SECONDS = 60;

/** As Kubernetes waits before it starts a container that has ended again: at once, then 10 s, doubled up to 5 minutes (Pod lifecycle). */
const FIRST_BACKOFF_SECONDS = 10;
const LONGEST_BACKOFF_SECONDS = 300;
const STABLE_SECONDS = 600;

/** Render's waits, in milliseconds at a pace. */
export class Times {
  readonly #pace: Pace;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** From one health check to the next. */
  get check(): number {
    return Math.max(this.#pace.milliseconds(CHECK_SECONDS), LEAST_CHECK_MILLISECONDS);
  }

  /** From one health check of an instance that serves to the next: it has better things to do, and may log each of them. */
  get watch(): number {
    return this.#patient(CHECK_SECONDS, 2_000);
  }

  get answer(): number {
    return this.#patient(ANSWER_SECONDS, 2_000);
  }

  get unrouted(): number {
    return this.#patient(UNROUTED_SECONDS, 4_000);
  }

  get restarted(): number {
    return this.#patient(RESTARTED_SECONDS, 10_000);
  }

  /** How long a new instance may take to be healthy. */
  get healthy(): number {
    return this.#patient(HEALTHY_SECONDS, 15_000);
  }

  /** The same where no program is waited for. */
  get neverHealthy(): number {
    return this.#pace.milliseconds(HEALTHY_SECONDS);
  }

  get preDeploy(): number {
    return this.#patient(PRE_DEPLOY_SECONDS, 60_000);
  }

  get overlap(): number {
    return this.#pace.milliseconds(OVERLAP_SECONDS);
  }

  /** From SIGTERM to SIGKILL. */
  shutdown(maxShutdownDelaySeconds: number): number {
    return this.#patient(maxShutdownDelaySeconds, 10_000);
  }

  /** Before an instance is started again that has ended so many times in a row. */
  backoff(times: number): number {
    if (times <= 1) return 0;
    return this.#pace.milliseconds(Math.min(FIRST_BACKOFF_SECONDS * 2 ** (times - 2), LONGEST_BACKOFF_SECONDS));
  }

  /** After which an instance that ends begins with the shortest backoff again. */
  get stable(): number {
    return this.#pace.milliseconds(STABLE_SECONDS);
  }

  /** How much longer a step takes that is slow. */
  get slowStep(): number {
    return this.#pace.milliseconds(SLOW_STEP_SECONDS);
  }

  /**
   * A wait for a real program. Its work takes what it takes, however fast the vendor's time goes by: it gets what it would need at
   * its busiest here, but never more than it has at Render.
   */
  #patient(vendorSeconds: number, needed: number): number {
    return Math.max(this.#pace.milliseconds(vendorSeconds), Math.min(vendorSeconds * 1000, needed));
  }
}
