import { rm } from "node:fs/promises";
import type { Deploy } from "../deploys/deploy.ts";
import type { Hosting } from "../instances/hosting.ts";
import type { Service } from "../services/service.ts";
import { RunningService } from "./running-service.ts";

/** All services that run. */
export class RunningServices {
  readonly #hosting: Hosting;
  readonly #services = new Map<string, RunningService>();
  /** Of services that were deleted, until they have ended. */
  readonly #leaving = new Set<Promise<void>>();

  constructor(hosting: Hosting) {
    this.#hosting = hosting;
  }

  /** A service as it runs. */
  of(service: Service): RunningService {
    const found = this.#services.get(service.id) ?? new RunningService(this.#hosting, service);
    this.#services.set(service.id, found);
    return found;
  }

  /** Carries out a deploy of a service. */
  deploy(service: Service, deploy: Deploy): void {
    this.of(service).deploy(deploy);
  }

  /** Ends what a stand-in that was killed has left, and starts what is live again. */
  async resume(): Promise<void> {
    const { state, save, records, scratch, redirects } = this.#hosting;
    await Promise.all([records.endAll(), redirects.start()]);
    await rm(scratch, { recursive: true, force: true });
    for (const service of state.services) {
      const running = this.of(service);
      if (service.suspended === "not_suspended") running.resume();
    }
    await save();
  }

  /** Stops a service that is deleted, and forgets what it has put out. */
  remove({ id }: Service): void {
    const leaving = this.#remove(id).finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  /** Stops everything that runs. */
  async stop(): Promise<void> {
    await Promise.all([...[...this.#services.values()].map((one) => one.close()), ...this.#leaving]);
    await this.#hosting.redirects.stop();
  }

  async #remove(id: string): Promise<void> {
    const running = this.#services.get(id);
    this.#services.delete(id);
    await running?.close();
    this.#hosting.logs.remove(id);
  }
}
