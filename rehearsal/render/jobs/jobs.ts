import { Fault, messageOf } from "../../fault.ts";
import type { Hosting } from "../instances/hosting.ts";
import { inWords, type Origin } from "../instances/instance.ts";
import { type RunningProgram, runProgram } from "../instances/program.ts";
import { isUnderWay, type Job } from "./job.ts";

/** The one-off jobs that run. */
export class Jobs {
  readonly #hosting: Hosting;
  readonly #running = new Map<Job, Promise<void>>();
  readonly #programs = new Map<Job, RunningProgram>();

  constructor(hosting: Hosting) {
    this.#hosting = hosting;
  }

  /** Runs a job, with the image and the variables of what serves. */
  run(job: Job, origin: Origin): void {
    const running = this.#run(job, origin)
      .catch((cause: unknown) => {
        const text = `The job ${job.id} hasn't ended as it should: ${messageOf(cause)}`;
        this.#hosting.onFault(new Fault(text, { cause }));
      })
      .finally(() => this.#running.delete(job));
    this.#running.set(job, running);
  }

  /** Cancels a job that is under way. @returns whether it was */
  cancel(job: Job): boolean {
    if (!isUnderWay(job)) return false;
    this.#finish(job, "canceled");
    void this.#stop(job);
    return true;
  }

  /** Cancels the jobs of a service that is deleted, and forgets what they have put out. */
  remove(serviceId: string): void {
    for (const job of this.#hosting.state.jobs.filter((one) => one.serviceId === serviceId)) {
      this.cancel(job);
      void Promise.resolve(this.#running.get(job)).then(() => this.#hosting.logs.remove(job.id));
    }
  }

  /** Notes that those which were under way when the stand-in was killed have ended with it. */
  resume(): void {
    for (const job of this.#hosting.state.jobs.filter(isUnderWay)) this.#finish(job, "failed");
  }

  /** Stops all that run. */
  async stop(): Promise<void> {
    const all = [...this.#running];
    for (const [job] of all) this.cancel(job);
    await Promise.all(all.map(([, running]) => running));
    await this.#hosting.save();
  }

  async #run(job: Job, origin: Origin): Promise<void> {
    const { save, logs } = this.#hosting;
    const say = (text: string) => logs.say({ resource: job.id, text, type: "app", level: "error" });
    try {
      await save();
      if (!isUnderWay(job)) return;
      const { id: resource, startCommand: command } = job;
      const program = await runProgram(this.#hosting, { ...origin, command, resource, instanceId: resource });
      this.#programs.set(job, program);
      if (isUnderWay(job)) Object.assign(job, { status: "running", startedAt: new Date().toISOString() });
      else void this.#stop(job);
      await save();
      const exit = await program.exited;
      if (!isUnderWay(job)) return;
      const isGood = "status" in exit && exit.status === 0;
      if (!isGood) say(`The job ${inWords(exit)}`);
      this.#finish(job, isGood ? "succeeded" : "failed");
    } catch (error) {
      say(`The job has failed: ${messageOf(error)}`);
      if (isUnderWay(job)) this.#finish(job, "failed");
      // The state may not have been saved while it was running.
      await this.#programs.get(job)?.kill();
    } finally {
      this.#programs.delete(job);
      await save();
    }
  }

  async #stop(job: Job): Promise<void> {
    const service = this.#hosting.state.services.find(({ id }) => id === job.serviceId);
    const seconds = service?.details.maxShutdownDelaySeconds ?? 1;
    await this.#programs.get(job)?.stop(this.#hosting.times.shutdown(seconds));
  }

  #finish(job: Job, status: Job["status"]): void {
    job.status = status;
    job.finishedAt = new Date().toISOString();
  }
}
