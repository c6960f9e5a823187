import { Fault, messageOf } from "../../fault.ts";
import { resolveImage } from "../../images/index.ts";
import { carryOut } from "../deploys/carry-out.ts";
import { type Deploy, isUnderWay } from "../deploys/deploy.ts";
import { DeployFailure } from "../deploys/failure.ts";
import { keptLaunch, launchOf } from "../deploys/launch.ts";
import { deactivate, enter } from "../deploys/status.ts";
import { Fleet } from "../instances/fleet.ts";
import type { Hosting } from "../instances/hosting.ts";
import type { Instance, Origin } from "../instances/instance.ts";
import { instancesOf } from "../services/instances.ts";
import type { Service } from "../services/service.ts";
import { Front } from "./front.ts";

/** A deploy that is being carried out. */
interface UnderWay {
  readonly deploy: Deploy;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** A service that runs: what serves, what is about to, and what is about to end. */
export class RunningService {
  readonly #hosting: Hosting;
  readonly #service: Service;
  readonly #front: Front;
  #fleet: Fleet | undefined;
  #underWay: UnderWay | undefined;
  /** Instances that are about to end, and those that are to replace others at a restart. */
  readonly #others = new Set<Fleet>();
  #revived: Promise<void> | undefined;
  #isClosed = false;

  constructor(hosting: Hosting, service: Service) {
    this.#hosting = hosting;
    this.#service = service;
    this.#front = new Front(hosting, service);
    this.route();
  }

  get instances(): readonly Instance[] {
    return this.#fleet?.instances ?? [];
  }

  /** What serves; undefined before the first deploy is live, and while the service is suspended. */
  get serving(): Origin | undefined {
    return this.#fleet?.origin;
  }

  /**
   * Carries out a deploy. One that is under way is canceled: it is overridden, as Render does by default.
   *
   * @see https://render.com/changelog/wait-for-an-in-progress-service-deploy-to-finish-before-starting-a-new-one
   */
  deploy(deploy: Deploy): void {
    const before = this.#underWay;
    if (before) this.#cancel(before);
    const abort = new AbortController();
    // What a deploy may still fail by is the stand-in's own, such as a full disk: it mustn't end all else that runs.
    const ended = this.#turn(deploy, abort.signal, before?.ended).catch((cause: unknown) => {
      const { name, id } = this.#service;
      const which = `The deploy ${deploy.id} of the service "${name}" (${id})`;
      this.#hosting.onFault(new Fault(`${which} hasn't ended as it should: ${messageOf(cause)}`, { cause }));
    });
    const underWay = { deploy, abort, ended };
    this.#underWay = underWay;
    void ended.then(() => {
      if (this.#underWay === underWay) this.#underWay = undefined;
    });
  }

  /** Cancels a deploy that is under way. @returns whether it was */
  cancel(deploy: Deploy): boolean {
    if (this.#underWay?.deploy !== deploy || !isUnderWay(deploy)) return false;
    this.#cancel(this.#underWay);
    return true;
  }

  /** Starts again what was live when the stand-in ended, and the deploy that was under way then. */
  resume(): void {
    const own = this.#hosting.state.deploys.filter(({ serviceId }) => serviceId === this.#service.id);
    const live = own.find(({ status }) => status === "live");
    if (live) this.#revived = this.#revive(live);
    const [last, ...earlier] = own.filter(isUnderWay).reverse();
    for (const one of earlier) enter(one, "canceled");
    if (!last) return;
    enter(last, "queued");
    this.deploy(last);
  }

  /** Has as many instances as the service is to have. */
  scale(): void {
    this.#fleet?.scale(instancesOf(this.#service));
  }

  /** Replaces the instances by new ones of the same deploy, as a deploy would: those that serve go on until they are healthy. */
  async restart(): Promise<void> {
    const before = this.#fleet;
    if (!before) return;
    const fleet = new Fleet(this.#hosting, before.origin, () => this.route());
    this.#others.add(fleet);
    try {
      await fleet.bringUp(instancesOf(this.#service), new AbortController().signal);
    } catch (error) {
      this.#others.delete(fleet);
      if (!this.#isClosed) this.#say(`Restart has failed: an instance ${messageOf(error)}`, "error");
      return;
    }
    this.#others.delete(fleet);
    // A deploy may have come to serve meanwhile, or the service have been suspended.
    if (this.#isClosed || this.#fleet !== before) await fleet.stop();
    else this.#replaceBy(fleet);
  }

  /** Stops its instances, and cancels the deploy that is under way. */
  async suspend(): Promise<void> {
    if (this.#underWay) this.#cancel(this.#underWay);
    const fleet = this.#fleet;
    this.#fleet = undefined;
    this.route();
    if (!fleet) return;
    this.#others.add(fleet);
    await fleet.stop().finally(() => this.#others.delete(fleet));
  }

  /** Lets its host names be answered by those instances that take requests. */
  route(): void {
    if (!this.#isClosed) this.#front.show(this.#fleet?.targets ?? []);
  }

  /** Stops everything. A deploy that is under way stays so in the state: whoever resumes begins it again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#front.close();
    this.#underWay?.abort.abort();
    await this.#revived;
    await Promise.all([this.#underWay?.ended, this.#fleet?.stop(), ...[...this.#others].map((one) => one.stop())]);
  }

  async #turn(deploy: Deploy, signal: AbortSignal, before: Promise<void> | undefined): Promise<void> {
    if (before) enter(deploy, "queued");
    let fleet: Fleet;
    try {
      // Nothing is begun that a stand-in which is killed now would not know of.
      await this.#hosting.save().finally(() => before);
      const onChange = () => this.route();
      fleet = await carryOut(this.#hosting, this.#service, deploy, { signal, onChange });
    } catch (error) {
      if (!signal.aborted) await this.#fail(deploy, error);
      return;
    }
    // What goes wrong from here on is no failure of the deploy: its instances replace those that were there.
    await (signal.aborted ? fleet.stop() : this.#goLive(deploy, fleet));
  }

  async #goLive(deploy: Deploy, fleet: Fleet): Promise<void> {
    deactivate(this.#hosting.state, this.#service.id);
    enter(deploy, "live");
    this.#replaceBy(fleet);
    this.#say("Your service is live", "info");
    await this.#hosting.save();
  }

  #replaceBy(fleet: Fleet): void {
    const before = this.#fleet;
    this.#fleet = fleet;
    // Their number may have been changed since they were started.
    this.scale();
    this.route();
    if (!before) return;
    this.#others.add(before);
    void before.retire().finally(() => this.#others.delete(before));
  }

  async #fail(deploy: Deploy, error: unknown): Promise<void> {
    const known = error instanceof DeployFailure;
    enter(deploy, known ? error.status : "update_failed");
    this.#say(known ? error.message : `Deploy has failed: ${messageOf(error)}`, "error");
    await this.#hosting.save();
  }

  #cancel({ deploy, abort }: UnderWay): void {
    if (isUnderWay(deploy)) {
      enter(deploy, "canceled");
      this.#say("Deploy canceled", "info");
    }
    abort.abort();
  }

  async #revive(live: Deploy): Promise<void> {
    const { state, store, onFault } = this.#hosting;
    try {
      const launch = keptLaunch(state, live) ?? launchOf(state, this.#service, live.image);
      const image = await resolveImage({ store, reference: launch.image });
      if (this.#isClosed || this.#fleet || live.status !== "live") return;
      this.#fleet = new Fleet(this.#hosting, { service: this.#service, launch, image }, () => this.route());
      this.scale();
    } catch (cause) {
      const { name, id } = this.#service;
      onFault(new Fault(`The service "${name}" (${id}) doesn't run: ${messageOf(cause)}`, { cause }));
      this.#say(`Instances can't be started: ${messageOf(cause)}`, "error");
    }
  }

  #say(text: string, level: "info" | "error"): void {
    this.#hosting.logs.say({ resource: this.#service.id, text, type: "app", level });
  }
}
