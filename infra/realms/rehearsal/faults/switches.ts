import { findEnvironment, isHosted } from "@live-listen/stacks";
import type { HostedName } from "../credentials.ts";
import type { RehearsalPlatforms } from "../platforms.ts";
import { type FaultSwitch, nothingToStrike } from "./catalogue.ts";

const ENVIRONMENTS: readonly HostedName[] = ["staging", "production"];
const SERVICE_FAULTS = [
  "pre-deploy-fails",
  "health-never-comes",
  "image-missing",
  "slow-step",
  "instance-crash",
] as const;
const DEPLOYMENT_FAULTS = ["deployment-fails", "deployment-slow"] as const;
const API_FAULTS = ["429", "500", "reset", "slow"] as const;

/** The switches of all faults, in the process that hosts the stand-ins. */
export class FaultSwitches {
  readonly #platforms: Pick<RehearsalPlatforms, "render" | "vercel">;

  constructor(platforms: Pick<RehearsalPlatforms, "render" | "vercel">) {
    this.#platforms = platforms;
  }

  /**
   * Puts a fault in force, or takes it off.
   *
   * @throws Fault when the environment has nothing yet that it could strike.
   */
  async turn(one: FaultSwitch, isOn: boolean): Promise<void> {
    const { render, vercel } = this.#platforms;
    const { fault, environment } = one;
    const ofService = SERVICE_FAULTS.find((kind) => kind === fault);
    const ofDeployment = DEPLOYMENT_FAULTS.find((kind) => kind === fault);
    if (ofService) {
      const service = this.#find("services", one);
      return isOn ? render.faults.putOn(service, ofService) : render.faults.takeOff(service, ofService);
    }
    if (environment) {
      const instance = this.#find("instances", one);
      return isOn ? render.outages.takeDown(instance) : render.outages.bringBack(instance);
    }
    if (ofDeployment) return vercel.faults.turn(ofDeployment, isOn);
    for (const kind of API_FAULTS) {
      if (fault === `render-${kind}`) render.apiFaults.turn(`api-${kind}`, isOn);
      if (fault === `vercel-${kind}`) vercel.apiFaults.turn(`api-${kind}`, isOn);
    }
  }

  /** All that are in force, in no order that would mean something. */
  inForce(): readonly FaultSwitch[] {
    const { render, vercel } = this.#platforms;
    const ofEnvironments = ENVIRONMENTS.flatMap((environment): readonly FaultSwitch[] => {
      const [service, instance] = [this.#named("services", environment), this.#named("instances", environment)];
      const faults = render.faults.inForce().filter(({ serviceId }) => serviceId === service);
      const outages = render.outages.inForce().filter((id) => id === instance);
      return [
        ...faults.map(({ kind }): FaultSwitch => ({ fault: kind, environment })),
        ...outages.map((): FaultSwitch => ({ fault: "postgres-down", environment })),
      ];
    });
    const ofApi = (platform: "render" | "vercel") =>
      API_FAULTS.filter((kind) => this.#platforms[platform].apiFaults.inForce.includes(`api-${kind}`)).map(
        (kind): FaultSwitch => ({ fault: `${platform}-${kind}` }),
      );
    const ofDeployments = vercel.faults.inForce.map((fault): FaultSwitch => ({ fault }));
    return [...ofEnvironments, ...ofDeployments, ...ofApi("render"), ...ofApi("vercel")];
  }

  #find(kind: "services" | "instances", one: FaultSwitch): string {
    const id = one.environment && this.#named(kind, one.environment);
    if (id === undefined) throw nothingToStrike(one);
    return id;
  }

  /** By the names that the program gives: the stand-ins know nothing of environments. */
  #named(kind: "services" | "instances", environment: HostedName): string | undefined {
    const row = findEnvironment(environment);
    if (!row || !isHosted(row)) return undefined;
    const wanted = kind === "instances" ? row.database.server : `${row.secrets.renderProject}-api`;
    return this.#platforms.render[kind]().find(({ name }) => name === wanted)?.id;
  }
}
