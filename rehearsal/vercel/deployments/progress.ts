import { setTimeout as delay } from "node:timers/promises";
import type { Pace } from "../../pace.ts";
import type { Account } from "../account.ts";
import { assignAliases } from "../aliases/promote.ts";
import { BuildFailure } from "../configuration/build-failure.ts";
import type { Sites } from "../serving/sites.ts";
import { now, type State } from "../state.ts";
import { type Deployment, hasEnded } from "./deployment.ts";
import type { DeploymentFaults } from "./faults.ts";

/** How long each step takes at the vendor with files alone, in seconds. */
const SECONDS = { QUEUED: 0.5, INITIALIZING: 1, BUILDING: 3, READY: 0.5 } as const;
/** How much longer a slow one takes, in seconds. */
const SLOW_SECONDS = 600;
/** How often a slow one looks whether it still has to be, in seconds. */
const LOOK_SECONDS = 5;

/** What deployments need to go on. */
export interface ProgressOptions {
  readonly state: State;
  readonly save: () => Promise<void>;
  readonly accounts: readonly Account[];
  readonly sites: Sites;
  readonly pace: Pace;
  readonly faults: DeploymentFaults;
}

/** Takes deployments through their states, each at the vendor's pace. What is on disk is enough to go on after a restart. */
export class DeploymentProgress {
  readonly #options: ProgressOptions;
  readonly #stop = new AbortController();
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  /** Lets all deployments go on that have not ended. */
  resume(): void {
    for (const one of this.#options.state.deployments) if (!hasEnded(one)) this.start(one);
  }

  /** Lets a deployment go on. A failure of the stand-in's own is printed. */
  start(deployment: Deployment): void {
    if (this.#underWay.has(deployment.id)) return;
    const run = this.#run(deployment)
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) console.error(error);
      })
      .finally(() => this.#underWay.delete(deployment.id));
    this.#underWay.set(deployment.id, run);
  }

  /** Ends when nothing goes on any more; what has not ended goes on after the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#underWay.values());
  }

  async #run(deployment: Deployment): Promise<void> {
    const { state, save } = this.#options;
    const isOver = () => hasEnded(deployment) || !state.deployments.includes(deployment);
    while (!isOver()) {
      const before = deployment.readyState;
      if (before === "ERROR" || before === "CANCELED") return;
      await this.#wait(SECONDS[before]);
      if (before === "BUILDING") await this.#waitWhileSlow(isOver);
      const failure = before === "BUILDING" ? await this.#failureOf(deployment) : undefined;
      // It may have been canceled or deleted meanwhile.
      if (isOver()) return;
      this.#advance(deployment, failure);
      await save();
    }
  }

  #advance(deployment: Deployment, failure: BuildFailure | undefined): void {
    const { state, accounts } = this.#options;
    const at = now(state);
    const say = (text: string, isError = false) => deployment.log.push({ date: at, text, isError });
    switch (deployment.readyState) {
      case "QUEUED":
        deployment.readyState = "INITIALIZING";
        return;
      case "INITIALIZING":
        Object.assign(deployment, { readyState: "BUILDING", buildingAt: at });
        say(`${deployment.files.length} files are here; there is no build to run.`);
        return;
      case "BUILDING":
        if (failure) {
          const { code, message } = failure;
          Object.assign(deployment, { readyState: "ERROR", failure: { code, message } });
          say(message, true);
          return;
        }
        Object.assign(deployment, { readyState: "READY", readyAt: at });
        say("The deployment is ready.");
        return;
      case "READY":
        assignAliases(state, accounts, deployment);
        say(deployment.wasPromoted ? "The project's domains lead here." : "No domain leads here yet.");
    }
  }

  async #failureOf(deployment: Deployment): Promise<BuildFailure | undefined> {
    if (this.#options.faults.has("deployment-fails"))
      return new BuildFailure("BUILD_FAILED", "This failure was asked for.");
    try {
      await this.#options.sites.of(deployment);
      return undefined;
    } catch (error) {
      if (error instanceof BuildFailure) return error;
      throw error;
    }
  }

  async #waitWhileSlow(isOver: () => boolean): Promise<void> {
    for (let waited = 0; waited < SLOW_SECONDS; waited += LOOK_SECONDS) {
      if (isOver() || !this.#options.faults.has("deployment-slow")) return;
      await this.#wait(LOOK_SECONDS);
    }
  }

  #wait(seconds: number): Promise<void> {
    return delay(this.#options.pace.milliseconds(seconds), undefined, { signal: this.#stop.signal });
  }
}
