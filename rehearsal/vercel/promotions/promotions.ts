import { setTimeout as delay } from "node:timers/promises";
import type { Pace } from "../../pace.ts";
import type { Account } from "../account.ts";
import { makeCurrent } from "../aliases/promote.ts";
import { isServing } from "../deployments/deployment.ts";
import type { Project } from "../projects/project.ts";
import type { State } from "../state.ts";

/** How long it takes at the vendor until the domains lead elsewhere, in seconds. */
const SECONDS = 1;

/** What promotions need to go on. */
export interface PromotionsOptions {
  readonly state: State;
  readonly save: () => Promise<void>;
  readonly accounts: readonly Account[];
  readonly pace: Pace;
}

/**
 * Carries out promotions and rollbacks after they have been answered, also those that a restart has interrupted.
 *
 * A rollback turns the project's `autoAssignCustomDomains` off, so that the next deployment doesn't undo it, and a promotion
 * turns it on, whatever it was before.
 *
 * @see https://vercel.com/docs/instant-rollback
 * @see https://github.com/vercel/vercel/issues/15095
 */
export class Promotions {
  readonly #options: PromotionsOptions;
  readonly #stop = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: PromotionsOptions) {
    this.#options = options;
  }

  /** Carries out all that are in progress. */
  resume(): void {
    for (const project of this.#options.state.projects) this.start(project);
  }

  /** Carries out the one of a project that is in progress, if there is one. */
  start(project: Project): void {
    if (project.lastAliasRequest?.jobStatus !== "in-progress") return;
    const run: Promise<void> = this.#run(project)
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) console.error(error);
      })
      .finally(() => this.#underWay.delete(run));
    this.#underWay.add(run);
  }

  /** Ends when nothing goes on any more; what has not ended goes on after the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#underWay);
  }

  async #run(project: Project): Promise<void> {
    const { state, save, accounts, pace } = this.#options;
    const request = project.lastAliasRequest;
    if (!request) return;
    await delay(pace.milliseconds(SECONDS), undefined, { signal: this.#stop.signal });
    const to = state.deployments.find(({ id }) => id === request.toDeploymentId);
    if (to && isServing(to)) {
      makeCurrent(state, accounts, project, to);
      project.settings = { ...project.settings, autoAssignCustomDomains: request.type === "promote" };
      request.jobStatus = "succeeded";
    } else {
      request.jobStatus = "failed";
    }
    await save();
  }
}
