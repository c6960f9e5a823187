import { Fault } from "../../fault.ts";
import type { State } from "../state.ts";
import type { ServiceFault, ServiceFaultKind } from "./service-fault.ts";

/** What a person or a test makes go wrong with services, until it is taken off again; it outlives the process. */
export class ServiceFaults {
  readonly #state: State;
  readonly #save: () => Promise<void>;

  constructor(state: State, save: () => Promise<void>) {
    this.#state = state;
    this.#save = save;
  }

  /**
   * Lets something go wrong from now on.
   *
   * @param service its id
   * @throws Fault when there is no such service
   */
  async putOn(service: string, kind: ServiceFaultKind): Promise<void> {
    if (!this.#state.services.some(({ id }) => id === service)) {
      throw new Fault(`Render has no service ${service}: name one that is there.`);
    }
    if (this.has(service, kind)) return;
    this.#state.serviceFaults.push({ serviceId: service, kind, since: new Date().toISOString() });
    await this.#save();
  }

  /** Takes a fault off a service, or all that it has. */
  async takeOff(service: string, kind?: ServiceFaultKind): Promise<void> {
    this.#state.serviceFaults = this.#state.serviceFaults.filter(
      (one) => one.serviceId !== service || (kind !== undefined && one.kind !== kind),
    );
    await this.#save();
  }

  /** All that goes wrong now. */
  inForce(): readonly ServiceFault[] {
    return this.#state.serviceFaults.map((one) => ({ ...one }));
  }

  has(service: string, kind: ServiceFaultKind): boolean {
    return this.#state.serviceFaults.some((one) => one.serviceId === service && one.kind === kind);
  }
}
