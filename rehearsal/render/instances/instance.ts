import { setTimeout as sleep } from "node:timers/promises";
import type { Target } from "../../edge/router.ts";
import { messageOf } from "../../fault.ts";
import type { Image } from "../../images/index.ts";
import type { Launch } from "../deploys/launch.ts";
import { checkedHostOf } from "../host.ts";
import { newLetters } from "../ids.ts";
import type { Service } from "../services/service.ts";
import { isHealthy } from "./health.ts";
import type { Hosting } from "./hosting.ts";
import { type RunningProgram, runProgram } from "./program.ts";
import type { Exit } from "./run.ts";

/** What instances are of. */
export interface Origin {
  readonly service: Service;
  readonly launch: Launch;
  readonly image: Image;
}

/** One instance of a service: its program, which is started again whenever it ends, until the instance is stopped. */
export class Instance {
  readonly id: string;
  readonly createdAt = new Date().toISOString();
  readonly #hosting: Hosting;
  readonly #origin: Origin;
  readonly #onChange: () => void;
  readonly #stopping = new AbortController();
  /** Whether it is the one that ends where a fault lets one do so. */
  readonly #isFrail: boolean;
  #program: RunningProgram | undefined;
  #target: Target | undefined;
  #started: Promise<unknown> | undefined;
  #kept: Promise<void> | undefined;

  /** @param onChange told when it begins or ceases to take requests */
  constructor(hosting: Hosting, origin: Origin, isFrail: boolean, onChange: () => void) {
    this.#hosting = hosting;
    this.#origin = origin;
    this.#isFrail = isFrail;
    this.#onChange = onChange;
    this.id = `${origin.service.id}-${newLetters(5)}`;
  }

  /** Where it takes requests; undefined while it is not healthy. */
  get target(): Target | undefined {
    return this.#target;
  }

  /**
   * Starts its program and waits until it is healthy.
   *
   * @throws Error in words that complete a sentence, when it ends, or isn't healthy in time, or is stopped
   */
  start(): Promise<void> {
    const started = this.#start();
    this.#started = started.catch(() => {});
    return started;
  }

  async #start(): Promise<void> {
    const { service, launch } = this.#origin;
    const program = await runProgram(this.#hosting, {
      ...this.#origin,
      instanceId: this.id,
      command: launch.command,
      resource: service.id,
    });
    if (this.#stopping.signal.aborted) {
      await program.kill();
      throw new Error("was stopped");
    }
    this.#program = program;
    const gone = new AbortController();
    const ended = program.exited.then((exit): never => {
      // Its port may be another one's from now on, whose health is not its own.
      gone.abort();
      throw new Error(inWords(exit));
    });
    const signal = AbortSignal.any([this.#stopping.signal, gone.signal]);
    await Promise.race([ended, this.#becomesHealthy(program, signal)]);
  }

  /** Keeps it up from now on: watches it, and starts it again when it ends or is no longer healthy. */
  keep(): void {
    this.#kept ??= this.#keep();
  }

  /** Takes no new requests. */
  leave(): void {
    this.#show(undefined);
  }

  /** Asks its program to end, with SIGTERM, and ends it with SIGKILL after the service's delay. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.leave();
    await this.#end();
    await this.#started;
    await this.#kept;
  }

  async #end(): Promise<void> {
    const { maxShutdownDelaySeconds } = this.#origin.service.details;
    await this.#program?.stop(this.#hosting.times.shutdown(maxShutdownDelaySeconds));
    this.#program = undefined;
  }

  async #becomesHealthy({ port }: RunningProgram, signal: AbortSignal): Promise<void> {
    const { times } = this.#hosting;
    const began = performance.now();
    const target = { host: "127.0.0.1", port } as const;
    for (;;) {
      const hopeless = this.#hosting.faults.has(this.#origin.service.id, "health-never-comes");
      const isHealthy = !hopeless && (await this.#isHealthy(target));
      if (signal.aborted) throw new Error("was stopped");
      if (isHealthy) return this.#show(target);
      if (performance.now() - began > (hopeless ? times.neverHealthy : times.healthy)) {
        throw new Error("did not become healthy in 15 minutes");
      }
      await sleep(times.check, undefined, { signal }).catch(() => {});
    }
  }

  #isHealthy(target: Target): Promise<boolean> {
    return isHealthy(target, {
      path: this.#origin.launch.healthCheckPath,
      host: checkedHostOf(this.#hosting.state, this.#origin.service),
      timeoutMilliseconds: this.#hosting.times.answer,
    });
  }

  async #keep(): Promise<void> {
    const { times } = this.#hosting;
    const signal = this.#stopping.signal;
    let failures = 0;
    while (!signal.aborted) {
      const began = performance.now();
      try {
        if (!this.#target) await this.start();
        await this.#watch();
      } catch (error) {
        this.#show(undefined);
        if (signal.aborted) break;
        this.#say(`Instance ${this.id} ${messageOf(error)}: it is started again.`);
      }
      await this.#end();
      failures = performance.now() - began > times.stable ? 1 : failures + 1;
      await sleep(times.backoff(failures), undefined, { signal }).catch(() => {});
    }
  }

  /**
   * Looks at an instance that takes requests, for as long as it is well.
   *
   * @throws Error in words that complete a sentence, when it is no longer
   */
  async #watch(): Promise<void> {
    const { times, faults } = this.#hosting;
    const [program, target, signal] = [this.#program, this.#target, this.#stopping.signal];
    if (!program || !target) return;
    const end: { exit?: Exit } = {};
    void program.exited.then((exit) => {
      end.exit = exit;
    });
    let healthyAt = performance.now();
    while (!signal.aborted) {
      await Promise.race([sleep(times.watch, undefined, { signal }).catch(() => {}), program.exited]);
      if (end.exit) throw new Error(inWords(end.exit));
      if (this.#isFrail && faults.has(this.#origin.service.id, "instance-crash")) {
        throw new Error(inWords(await program.kill()));
      }
      if (await this.#isHealthy(target)) {
        healthyAt = performance.now();
        this.#show(target);
        continue;
      }
      const unhealthy = performance.now() - healthyAt;
      if (unhealthy > times.restarted) throw new Error("failed its health checks for a minute");
      if (unhealthy > times.unrouted) this.#show(undefined);
    }
  }

  #show(target: Target | undefined): void {
    // A health check may come to its end after the instance was asked to.
    if (this.#stopping.signal.aborted && target) return;
    if (target === this.#target) return;
    this.#target = target;
    this.#onChange();
  }

  #say(text: string): void {
    this.#hosting.logs.say({ resource: this.#origin.service.id, text, type: "app", level: "error" });
  }
}

/** How a program ended, as what completes a sentence. */
export function inWords(exit: Exit): string {
  return "status" in exit ? `exited with status ${exit.status}` : `was ended by ${exit.signal}`;
}
